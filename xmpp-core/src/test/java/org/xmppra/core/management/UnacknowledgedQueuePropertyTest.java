package org.xmppra.core.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.xmppra.core.stream.StreamException;

/** Two ends of a session whose streams are cut at random: whatever is cut, each stanza arrives once, in order. */
class UnacknowledgedQueuePropertyTest {
    private static final long LAST = 0xffff_ffffL;

    /** What happens next: so many stanzas sent, so many of those on the way received, then perhaps an ack or a cut. */
    private record Step(int sent, int received, boolean ack, boolean cut) {
        static Step of(int random) {
            return new Step(random & 7, random >> 3 & 7, (random >> 6 & 3) == 0, (random >> 8 & 3) == 0);
        }
    }

    @Property
    @Tag("ST-9")
    void everyStanzaArrivesOnceAndInOrder(
            @ForAll @LongRange(min = LAST - 40, max = LAST) long start,
            @ForAll @Size(max = 60) List<@IntRange(max = 1023) Integer> randoms)
            throws StreamException {
        UnacknowledgedQueue<Integer> sender = new UnacknowledgedQueue<>(start);
        HandledCount receiver = new HandledCount(start);
        List<Integer> onTheWay = new ArrayList<>();
        List<Integer> arrived = new ArrayList<>();
        List<Integer> acknowledged = new ArrayList<>();
        int next = 0;
        for (int random : randoms) {
            Step step = Step.of(random);
            for (int i = 0; i < step.sent(); i++) {
                sender.add(next);
                onTheWay.add(next++);
            }
            for (int i = 0; i < step.received() && !onTheWay.isEmpty(); i++) {
                arrived.add(onTheWay.remove(0));
                receiver.increment();
            }
            if (step.ack() || step.cut()) {
                acknowledged.addAll(sender.acknowledge(receiver.value()));
                assertThat(acknowledged).isEqualTo(arrived);
            }
            if (step.cut()) {
                onTheWay.clear();
                for (int again : sender.takeBack()) {
                    sender.add(again);
                    onTheWay.add(again);
                }
            }
            assertThat(sender.sent()).isEqualTo((start + next) % (LAST + 1));
        }
        arrived.addAll(onTheWay);
        assertThat(arrived).hasSize(next).isSorted().doesNotHaveDuplicates();
    }
}
