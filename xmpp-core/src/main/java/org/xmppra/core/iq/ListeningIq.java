package org.xmppra.core.iq;

import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;

/** An entry whose listener is told; the sweep watches its deadline. */
final class ListeningIq extends PendingIq {
    private final RequestListener listener;
    private final long deadline;

    ListeningIq(PendingIqs owner, Iq request, long began, RequestListener listener, long deadline) {
        super(owner, request, began);
        this.listener = listener;
        this.deadline = deadline;
    }

    @Override
    @Nullable Thread ended(RequestOutcome outcome) {
        listener.ended(outcome);
        return null;
    }

    @Override
    long deadline() {
        return deadline;
    }
}
