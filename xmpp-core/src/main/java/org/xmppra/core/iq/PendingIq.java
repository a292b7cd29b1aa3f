package org.xmppra.core.iq;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.XmppConnectionException;

/**
 * One entry of {@link PendingIqs}. Whoever removes it from the map ends it, so it ends once; its progress is kept apart,
 * because writing it and ending it may meet.
 */
abstract class PendingIq implements OutgoingRequest {
    private enum Progress {
        QUEUED,
        WRITTEN,
        ACKNOWLEDGED,
        ENDED
    }

    private static final AtomicReferenceFieldUpdater<PendingIq, Progress> PROGRESS =
            AtomicReferenceFieldUpdater.newUpdater(PendingIq.class, Progress.class, "progress");

    private final PendingIqs owner;
    private final Iq request;
    private final long began;

    @SuppressWarnings("UnusedVariable") // read through PROGRESS
    private volatile Progress progress = Progress.QUEUED;

    PendingIq(PendingIqs owner, Iq request, long began) {
        this.owner = owner;
        this.request = request;
        this.began = began;
    }

    /** When it was made, in the owner's time. */
    final long began() {
        return began;
    }

    /**
     * Called once, by whoever removed this entry from the map.
     *
     * @return who waits for it and is to be woken, if anybody
     */
    abstract @Nullable Thread ended(RequestOutcome outcome);

    /** Until when it is kept, in the owner's time; never for one that a caller watches. */
    abstract long deadline();

    /** Stops it from being written, and tells how far it had got. */
    final DeliveryStatus stop() {
        return switch (PROGRESS.getAndSet(this, Progress.ENDED)) {
            case QUEUED, ENDED -> DeliveryStatus.NOT_SENT;
            case WRITTEN -> DeliveryStatus.SENT_FATE_UNKNOWN;
            case ACKNOWLEDGED -> DeliveryStatus.ACKNOWLEDGED_UNANSWERED;
        };
    }

    @Override
    public final Iq request() {
        return request;
    }

    @Override
    public final boolean markWritten() {
        boolean first = PROGRESS.compareAndSet(this, Progress.QUEUED, Progress.WRITTEN);
        if (first) {
            owner.countSent();
        }
        return first;
    }

    @Override
    public final void markAcknowledged() {
        PROGRESS.compareAndSet(this, Progress.WRITTEN, Progress.ACKNOWLEDGED);
    }

    @Override
    public final boolean fail(Function<DeliveryStatus, XmppConnectionException> cause) {
        return owner.lose(this, cause);
    }

    @Override
    public final boolean cancel() {
        return owner.end(this, RequestOutcomes.CANCELLED);
    }
}
