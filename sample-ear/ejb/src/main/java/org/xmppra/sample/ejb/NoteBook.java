package org.xmppra.sample.ejb;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xmppra.Jid;

/** Notes of each sender, in memory and bounded: who writes the most pushes out what is oldest. */
@Singleton
public class NoteBook {
    private static final int OWNERS = 100;
    private static final int NOTES_OF_ONE = 20;

    private final Map<Jid, List<String>> notes = new LinkedHashMap<>();

    /** Adds a note. */
    @Lock(LockType.WRITE)
    public void add(Jid owner, String text) {
        List<String> own = notes.computeIfAbsent(owner, jid -> new ArrayList<>());
        if (own.size() == NOTES_OF_ONE) {
            own.remove(0);
        }
        own.add(text);
        Iterator<Jid> owners = notes.keySet().iterator();
        while (notes.size() > OWNERS && owners.hasNext()) {
            owners.next();
            owners.remove();
        }
    }

    /** The notes of one sender, oldest first. */
    @Lock(LockType.READ)
    public List<String> of(Jid owner) {
        return List.copyOf(notes.getOrDefault(owner, List.of()));
    }
}
