package org.xmppra.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Jid;
import org.xmppra.core.iq.IqExchange;

class WaitingLineTest {
    private final Delivery a1 = from("a@example.org");
    private final Delivery a2 = from("a@example.org");
    private final Delivery a3 = from("a@example.org");
    private final Delivery b1 = from("b@example.org");

    private static Delivery from(String sender) {
        Jid jid = Jid.of(sender);
        IqExchange exchange = (IqExchange) Proxy.newProxyInstance(
                WaitingLineTest.class.getClassLoader(),
                new Class<?>[] {IqExchange.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sender")) {
                        return jid;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return new Delivery(exchange, null, null, null);
    }

    private WaitingLine line(boolean ordered) {
        WaitingLine line = new WaitingLine(ordered);
        List.of(a1, a2, a3, b1).forEach(line::add);
        return line;
    }

    private static List<Delivery> all(WaitingLine line) {
        List<Delivery> all = new ArrayList<>();
        for (Delivery next = line.poll(); next != null; next = line.poll()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void withoutOrderEverybodyIsReadyInTheOrderOfArrival() {
        assertThat(all(line(false))).containsExactly(a1, a2, a3, b1);
    }

    @Test
    @Tag("IQ-30")
    void withOrderOneOfEachSenderIsReady() {
        WaitingLine line = line(true);
        assertThat(all(line)).containsExactly(a1, b1);
        assertThat(line.size()).isEqualTo(2);
        line.served(a1);
        assertThat(all(line)).containsExactly(a2);
        line.served(a2);
        assertThat(all(line)).containsExactly(a3);
        line.served(a3);
        line.served(b1);
        assertThat(line.size()).isZero();
        assertThat(line.isNext(a1)).as("nothing is kept of a sender").isTrue();
    }

    @Test
    @Tag("IQ-30")
    void whoLeavesMakesRoomForTheNextOfTheSameSender() {
        WaitingLine line = line(true);
        line.remove(a2);
        line.remove(a1);
        assertThat(line.size()).isEqualTo(2);
        assertThat(all(line)).containsExactly(b1, a3);
    }

    @Test
    @Tag("IQ-30")
    void whoLeavesWhileBeingServedKeepsTheOthersWaiting() {
        WaitingLine line = line(true);
        assertThat(line.poll()).isSameAs(a1);
        line.remove(a1);
        assertThat(all(line)).containsExactly(b1);
    }
}
