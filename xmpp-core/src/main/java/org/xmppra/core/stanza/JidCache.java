package org.xmppra.core.stanza;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.xmppra.Jid;

/**
 * Addresses that were read lately, because preparing one by RFC 7622 costs more than all the rest of a stanza's head, and
 * peers repeat themselves. A slot holds the last address that hashed to it: bounded, lock-free, and a lost race only
 * costs one more preparation.
 */
final class JidCache {
    private final AtomicReferenceArray<Entry> slots;

    /** @param size a power of two */
    JidCache(int size) {
        this.slots = new AtomicReferenceArray<>(size);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is not valid; such are not kept
     */
    Jid get(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & slots.length() - 1;
        Entry entry = slots.getPlain(slot);
        if (entry != null && entry.text.equals(text)) {
            return entry.jid;
        }
        Jid jid = Jid.of(text);
        slots.setPlain(slot, new Entry(text, jid));
        return jid;
    }

    /** Final fields make an entry safe to be found by another thread without a fence. */
    private record Entry(String text, Jid jid) {}
}
