package org.xmppra.ra.guide;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.xmppra.IqReply;

/** Those who answer for the {@link FrontDesk}. */
public class Clerks {
    private final BlockingQueue<IqReply> waiting = new LinkedBlockingQueue<>();

    void add(IqReply visitor) {
        waiting.add(visitor);
    }

    IqReply next() throws InterruptedException {
        return waiting.take();
    }
}
