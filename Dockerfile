# Not a line of a compiler: every package is a wheel, and all of them are hashed in requirements/.
FROM python:3.13-slim-trixie AS packages
WORKDIR /app
COPY requirements requirements
RUN UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 requirements/install.sh run \
    && rm .venv/bin/uv .venv/bin/uvx

# npm comes into this stage by `frontend.assets` itself and stays behind in it.
FROM packages AS assets
COPY frontend frontend
RUN .venv/bin/python -m frontend.assets

FROM python:3.13-slim-trixie
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    JEMBATAN_HOST=0.0.0.0 \
    JEMBATAN_DATA_DIR=/data
# For `backup` and `restore`: as new as the PostgreSQL of compose.yaml, for pg_dump refuses a newer server.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --home-dir /data --no-create-home jembatan \
    && install -d -o 10001 -g jembatan -m 0700 /data
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY alembic.ini LICENSE NOTICE ./
COPY core core
COPY bot bot
COPY migrations migrations
COPY api api
COPY --from=assets /app/api/static/vendor api/static/vendor
COPY --from=assets /app/frontend/places frontend/places
RUN python -m compileall -q core bot api migrations
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:${JEMBATAN_PORT:-8000}/healthz', timeout=4)"
ENTRYPOINT ["python", "-m", "api.cli"]
CMD ["run"]
