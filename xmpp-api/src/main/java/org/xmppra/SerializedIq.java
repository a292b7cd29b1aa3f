package org.xmppra;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IQ on its way through Java serialization: by its parts, from which a builder makes it again, with its checks. */
final class SerializedIq implements Serializable {
    private static final long serialVersionUID = 1L;

    private final IqType type;
    private final String id;
    private final @Nullable Jid from;
    private final @Nullable Jid to;
    private final @Nullable String language;
    private final XmlElement[] children;
    private final @Nullable StanzaError error;

    SerializedIq(Iq iq) {
        this.type = iq.type();
        this.id = iq.id();
        this.from = iq.from().orElse(null);
        this.to = iq.to().orElse(null);
        this.language = iq.language().orElse(null);
        this.children = iq.children().toArray(XmlElement[]::new);
        this.error = type == IqType.ERROR ? iq.error() : null;
    }

    private Object readResolve() {
        Iq.Builder builder = Iq.builder(type, error).id(id).from(from).to(to).language(language);
        return builder.children(List.of(children)).build();
    }
}
