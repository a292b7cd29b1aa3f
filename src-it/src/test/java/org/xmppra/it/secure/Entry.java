package org.xmppra.it.secure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A name that can be there once. Its id comes from a sequence, so that nothing is inserted before the flush. */
@Entity
public class Entry {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(unique = true)
    @SuppressWarnings("NullAway.Init") // set by the provider
    private String name;

    /** For the provider. */
    public Entry() {}

    Entry(String name) {
        this.name = name;
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
