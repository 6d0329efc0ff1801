from core import ids


def test_a_contacts_number_tells_nothing_of_when_it_was_made() -> None:
    numbers = [ids.new_number() for _ in range(200)]
    assert numbers != sorted(numbers)
    assert min(numbers) < 2**61 < max(numbers)


def test_ids_of_messages_sort_by_time() -> None:
    made = [ids.new_id() for _ in range(5000)]
    assert made == sorted(set(made))
