package org.xmppra.ra.container;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Transactions of the calling thread, without resources. */
public final class StubTransactions implements TransactionSynchronizationRegistry {
    private static final class Transaction {
        final List<Synchronization> synchronizations = new ArrayList<>();
        boolean rollbackOnly;
    }

    private final Map<Thread, Transaction> current = new ConcurrentHashMap<>();
    private volatile boolean failingAtCommit;

    /** From now on every commit fails and becomes a rollback. */
    public void failAtCommit() {
        failingAtCommit = true;
    }

    void begin() {
        current.put(Thread.currentThread(), new Transaction());
    }

    void end() {
        Transaction transaction = current.get(Thread.currentThread());
        if (transaction == null) {
            return;
        }
        boolean commit = !transaction.rollbackOnly && !failingAtCommit;
        if (!transaction.rollbackOnly) {
            transaction.synchronizations.forEach(Synchronization::beforeCompletion);
        }
        current.remove(Thread.currentThread());
        int status = commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
        transaction.synchronizations.forEach(each -> each.afterCompletion(status));
    }

    @Override
    public int getTransactionStatus() {
        Transaction transaction = current.get(Thread.currentThread());
        if (transaction == null) {
            return Status.STATUS_NO_TRANSACTION;
        }
        return transaction.rollbackOnly ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        current.get(Thread.currentThread()).synchronizations.add(synchronization);
    }

    @Override
    public void setRollbackOnly() {
        current.get(Thread.currentThread()).rollbackOnly = true;
    }

    @Override
    public boolean getRollbackOnly() {
        return current.get(Thread.currentThread()).rollbackOnly;
    }

    @Override
    public Object getTransactionKey() {
        return current.get(Thread.currentThread());
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
        throw new UnsupportedOperationException();
    }
}
