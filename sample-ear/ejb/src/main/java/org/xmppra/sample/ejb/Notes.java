package org.xmppra.sample.ejb;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqSet;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.XmlElement;

/**
 * A namespace of our own, by hand: a set of {@code <note xmlns='urn:xmppra:sample:notes'>text</note>} keeps a note, a get
 * of {@code <notes xmlns='urn:xmppra:sample:notes'/>} returns those of the account that asks.
 */
@MessageDriven
public class Notes implements IqEndpoint {
    /** The namespace of the notes. */
    public static final String NAMESPACE = "urn:xmppra:sample:notes";

    private static final int LONGEST_NOTE = 500;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private ServedLog served;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private NoteBook noteBook;

    /** Returns the sender's notes. */
    @IqGet(namespace = NAMESPACE, element = "notes")
    public XmlElement notes(Iq request, IqContext context) {
        served.add(Notes.class, request);
        XmlElement.Builder answer = XmlElement.named(NAMESPACE, "notes");
        noteBook.of(context.sender().bare()).forEach(note -> answer.child("note", note));
        return answer.build();
    }

    /** Keeps a note; the answer is an empty result. */
    @IqSet(namespace = NAMESPACE, element = "note")
    public void keep(XmlElement note, IqContext context) throws StanzaErrorException {
        served.add(Notes.class, context.request());
        String text = note.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_NOTE) {
            throw new StanzaErrorException(
                    StanzaErrorCondition.NOT_ACCEPTABLE, "A note has 1 to " + LONGEST_NOTE + " characters");
        }
        noteBook.add(context.sender().bare(), text);
    }
}
