from warehouse.dictionary import PATH, data_dictionary


def test_the_dictionary_is_what_the_contracts_say():
    assert PATH.read_text(encoding="utf-8") == data_dictionary(), "run `make docs`"


def test_every_column_is_explained():
    assert "| article_id | VARCHAR | no | Article the words stand in |" in data_dictionary()
