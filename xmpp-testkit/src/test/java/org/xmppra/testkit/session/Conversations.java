package org.xmppra.testkit.session;

import static org.xmppra.testkit.session.SessionLab.login;

import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.script.Script;

/** What more than one test lets the peer say. */
final class Conversations {
    private Conversations() {}

    /** Where a server falls silent. */
    enum Silence {
        SILENT,
        NO_FEATURES,
        NO_PROCEED,
        NO_CHALLENGE,
        NO_BINDING;

        Script script() {
            return switch (this) {
                case SILENT -> Script.begin();
                case NO_FEATURES -> login().opened();
                case NO_PROCEED -> login().proceeding();
                case NO_CHALLENGE -> login().offered();
                case NO_BINDING -> login().binding();
            };
        }

        Configs configure(Configs configs) {
            return this == NO_PROCEED ? configs.startTls(new Trust.Platform()) : configs;
        }
    }

    /** The exact resource is taken. */
    static Script bindConflict() {
        return login().binding()
                .send("<iq type='error' id='${bindId}'><error type='modify'>"
                        + "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
                .expectEnd();
    }
}
