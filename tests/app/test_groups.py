"""The page of groups: one cross table is picked, the tests are chosen."""


def captions(visitor) -> str:
    return "\n".join(caption.value.replace("\\", "") for caption in visitor.app.caption)


def test_a_question_and_a_grouping_are_picked_and_kept_in_the_other_language(visit):
    visitor = visit("en")
    visitor.sample("cafe")
    visitor.open("groups")
    question = visitor.app.selectbox(key="groups.crossed.question.en")
    question.select(question.options[2] if question.value != question.options[2] else question.options[3])
    visitor.run()
    picked = visitor.session.crossed
    assert picked is not None
    assert f"Answers to {visitor.session.setup.column(picked[0]).title}" in captions(visitor)
    visitor.app.selectbox(key="groups.crossed.by.en").select_index(1)
    visitor.run()
    picked = visitor.session.crossed
    visitor.speak("zh")
    assert visitor.session.crossed == picked
    visitor.open("items")
    visitor.open("groups")
    assert visitor.session.crossed == picked


def test_the_tests_as_taught_are_a_choice_that_is_computed_at_once(visit):
    visitor = visit("en")
    visitor.sample("cafe")
    visitor.open("groups")
    assert "Test: Welch's test." in captions(visitor)
    visitor.app.selectbox(key="compare.test.en").select("classic")
    visitor.run()
    assert visitor.session.setup.compare.test == "classic"
    assert "Test: independent t test." in captions(visitor)
    visitor.app.selectbox(key="correlations.method.en").select("spearman")
    visitor.run()
    assert "Spearman" in captions(visitor)
    assert not visitor.errors()


def test_without_groups_the_page_offers_them_where_it_begins(visit):
    visitor = visit("zh")
    visitor.sample("dormitory")
    visitor.open("groups")
    visitor.app.multiselect(key="groups.zh").set_value([])
    visitor.run()
    assert visitor.headline() == visitor.text("section.groups.headline_no_groups")
    visitor.app.multiselect(key="groups.zh").set_value(["性别"])
    visitor.run()
    assert "性别" in visitor.headline()
