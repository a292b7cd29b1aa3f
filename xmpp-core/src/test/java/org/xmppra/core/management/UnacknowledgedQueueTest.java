package org.xmppra.core.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

@Tag("ST-9")
class UnacknowledgedQueueTest {
    private static UnacknowledgedQueue<String> queue(long acknowledged, String... stanzas) {
        UnacknowledgedQueue<String> queue = new UnacknowledgedQueue<>(acknowledged);
        for (String stanza : stanzas) {
            queue.add(stanza);
        }
        return queue;
    }

    @Test
    void acknowledgedStanzasLeaveInOrder() throws StreamException {
        UnacknowledgedQueue<String> queue = queue(0, "a", "b", "c");
        assertThat(queue.acknowledge(2)).containsExactly("a", "b");
        assertThat(queue.acknowledge(2)).isEmpty();
        assertThat(queue.acknowledge(3)).containsExactly("c");
        assertThat(queue.size()).isZero();
        assertThat(queue.sent()).isEqualTo(3);
    }

    @Test
    void countWrapsAroundAfter32Bits() throws StreamException {
        UnacknowledgedQueue<String> queue = queue(0xffff_fffeL, "a", "b", "c");
        assertThat(queue.sent()).isEqualTo(1);
        assertThat(queue.acknowledge(0xffff_ffffL)).containsExactly("a");
        assertThat(queue.acknowledge(1)).containsExactly("b", "c");
        HandledCount handled = new HandledCount(0xffff_ffffL);
        handled.increment();
        assertThat(handled.value()).isZero();
    }

    @Test
    void moreAcknowledgedThanSentIsAnErrorThatTellsBothAndChangesNothing() throws StreamException {
        UnacknowledgedQueue<String> queue = queue(5, "a", "b");
        for (long tooHigh : new long[] {8, 0xffff_ffffL, 4}) {
            StreamException error = catchThrowableOfType(StreamException.class, () -> queue.acknowledge(tooHigh));
            assertThat(error.condition()).isEqualTo(StreamErrorCondition.UNDEFINED_CONDITION);
            assertThat(StreamError.of(error).toXml())
                    .contains("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='" + tooHigh + "' send-count='7'/>");
        }
        assertThat(queue.acknowledge(7)).containsExactly("a", "b");
    }

    @Test
    void whatIsTakenBackIsNotCountedAsSentUntilItIsAddedAgain() throws StreamException {
        UnacknowledgedQueue<String> queue = queue(0, "a", "b", "c");
        queue.acknowledge(1);
        assertThat(queue.takeBack()).containsExactly("b", "c");
        assertThat(queue.sent()).isEqualTo(1);
        queue.add("b");
        assertThat(queue.acknowledge(2)).containsExactly("b");
    }
}
