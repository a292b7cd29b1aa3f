package org.xmppra.sample.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xmppra.Jid;

class NoteBookTest {
    private final NoteBook book = new NoteBook();
    private final Jid alice = Jid.of("alice@localhost");

    @Test
    void everySenderSeesOnlyTheirOwnNotes() {
        book.add(alice, "milk");

        assertThat(book.of(alice)).containsExactly("milk");
        assertThat(book.of(Jid.of("bob@localhost"))).isEmpty();
    }

    @Test
    void oldestNoteOfOneSenderMakesRoom() {
        for (int i = 0; i <= 20; i++) {
            book.add(alice, "note " + i);
        }

        assertThat(book.of(alice)).hasSize(20).doesNotContain("note 0").endsWith("note 20");
    }

    @Test
    void firstSenderMakesRoomWhenThereAreTooMany() {
        book.add(alice, "milk");
        for (int i = 0; i < 100; i++) {
            book.add(Jid.of("user" + i + "@localhost"), "note");
        }

        assertThat(book.of(alice)).isEmpty();
        assertThat(book.of(Jid.of("user0@localhost"))).isNotEmpty();
    }
}
