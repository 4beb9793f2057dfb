"""Newsletters: single messages and mboxes."""

from email.message import EmailMessage

import pytest

from flows.sources import batches, discover, read, survey
from flows.sources.formats import mail as format_mail

TEXT = "The ferry will cost 12 euros from June, the company said on Monday."


def mail(text=TEXT, html=None, **headers):
    message = EmailMessage()
    for name, value in {
        "From": "Ann Berg <ann@post.example>", "Subject": "Ferry – talks", "Date": "Wed, 11 Mar 2026 08:30:00 +0100",
        "Message-ID": "<7@post.example>",
    }.items():  # fmt: skip
        message[name] = value
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message.as_bytes()


def rows(tmp_path, content, name="a.eml"):
    (tmp_path / name).write_bytes(content)
    [(found, frame)] = read(discover([str(tmp_path / name)]))
    assert found == "mail"
    return frame.to_dicts()


def test_a_message_is_an_article(tmp_path):
    [row] = rows(tmp_path, mail(List_Id="The Post daily <daily.post.example>", Archived_At="<https://post.example/7>"))
    assert row["reason"] is None
    assert (row["title"], row["body"].strip(), row["byline"]) == ("Ferry – talks", TEXT, "Ann Berg")
    assert (row["published"], row["source_id"], row["url"]) == (
        "Wed, 11 Mar 2026 08:30:00 +0100", "7@post.example", "https://post.example/7",
    )  # fmt: skip
    assert row["source"] == "The Post daily"


def test_the_html_part_counts_where_the_text_part_only_points_to_it(tmp_path):
    html = f"<html><head><style>p{{}}</style></head><body><p>{TEXT}</p><p>It opens at 9.</p></body></html>"
    assert rows(tmp_path, mail("View in browser", html))[0]["body"] == f"{TEXT}\n\nIt opens at 9."
    assert rows(tmp_path, mail(None, html))[0]["body"] == f"{TEXT}\n\nIt opens at 9."
    assert rows(tmp_path, mail(TEXT, f"<p>{TEXT}</p>"))[0]["body"].strip() == TEXT


def test_raw_bytes_in_its_day_are_no_defect(tmp_path):
    content = mail().replace(b"Date: ", b"Date: \xff\xfe ")
    (row,) = rows(tmp_path, content)
    assert row["reason"] != "defect"
    assert TEXT.split()[0] in (row["body"] or "")


def test_a_signature_is_left_out(tmp_path):
    assert rows(tmp_path, mail(f"{TEXT}\n\n-- \nThe Post, Oslo\n"))[0]["body"].strip() == TEXT


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1251", "nonsense"])
def test_the_declared_character_set_counts(tmp_path, charset):
    word = "Москва" if charset.endswith("1251") else "Orléans"
    data = f"The mayor of {word} paid.".encode("utf-8" if charset == "nonsense" else charset)
    head = f"From: a@b.example\nSubject: =?iso-8859-1?q?Orl=E9ans?=\nContent-Type: text/plain; charset={charset}\n\n"
    [row] = rows(tmp_path, head.encode() + data)
    assert (row["title"], row["body"]) == ("Orléans", f"The mayor of {word} paid.")


def mbox(*messages):
    return b"".join(b"From ann@post.example Wed Mar 11 08:30:00 2026\n" + each + b"\n" for each in messages)


def test_an_mbox_is_cut_between_its_messages(tmp_path):
    content = mbox(*(mail(f"Message {n}: {TEXT}", Message_Id_2=str(n)) for n in range(40)))
    (tmp_path / "a.mbox").write_bytes(content)
    places = format_mail.cut(str(tmp_path / "a.mbox"), 2000)
    assert len(places) > 5
    assert [place[0] for place in places[1:]] == [place[1] for place in places[:-1]]
    assert (places[0][0], places[-1][1]) == (0, len(content))
    found = [
        row
        for batch in batches(survey([str(tmp_path / "a.mbox")]).slices, 2000)
        for _, frame in read(batch)
        for row in frame.to_dicts()
    ]
    assert [row["body"].split(":")[0] for row in found] == [f"Message {n}" for n in range(40)]
    assert [row["source_locator"] for row in found] == [f"message {n}" for n in range(1, 41)]


def test_an_mbox_is_told_by_its_first_line_whatever_its_name(tmp_path):
    assert [row["source_locator"] for row in rows(tmp_path, mbox(mail(), mail()), "Newsletters")] == [
        "message 1",
        "message 2",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "broken_mail"),
        (b"No header at all, only words.", "broken_mail"),
        (b"Subject: x\n\n", "no_body"),
        (
            b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nxx\n--b--",
            "no_body",
        ),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nA text without an end.", None),
        (b"Subject: \xff\xfe\nFrom: =?x?=\nDate: never\nContent-Transfer-Encoding: base64\n\n!!!", "no_body"),
    ],
)
def test_a_broken_message_says_so(tmp_path, content, reason):
    [row] = rows(tmp_path, content)
    assert row["reason"] == reason
