package org.xmppra.ra.inbound;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How the transaction of one delivery ended. {@code afterDelivery} does not tell: it returns normally after a rollback
 * too. So the transaction is asked itself.
 */
final class TransactionOutcome {
    private TransactionOutcome() {}

    /**
     * Watches the transaction of the calling thread.
     *
     * @return completes with whether it committed, on the thread that ends it; with true at once if there is none
     */
    static CompletableFuture<Boolean> observe(@Nullable TransactionSynchronizationRegistry transactions) {
        if (transactions == null || transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> committed = new CompletableFuture<>();
        try {
            transactions.registerInterposedSynchronization(new Observer(committed));
        } catch (IllegalStateException ended) {
            // It is rolling back already.
            committed.complete(false);
        }
        return committed;
    }

    private record Observer(CompletableFuture<Boolean> committed) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // Nothing is decided yet.
        }

        @Override
        public void afterCompletion(int status) {
            committed.complete(status == Status.STATUS_COMMITTED);
        }
    }
}
