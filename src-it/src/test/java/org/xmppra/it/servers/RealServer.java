package org.xmppra.it.servers;

import java.util.Optional;

/** The servers that every integration test of the wire runs on; made for {@code @EnumSource}. */
public enum RealServer {
    PROSODY {
        @Override
        public Optional<String> missing() {
            return ProsodyServer.missing();
        }

        @Override
        public XmppServer create(ServerSpec spec) {
            return new ProsodyServer(spec);
        }
    },
    EJABBERD {
        @Override
        public Optional<String> missing() {
            return EjabberdServer.missing();
        }

        @Override
        public XmppServer create(ServerSpec spec) {
            return new EjabberdServer(spec);
        }
    };

    /** What has to be installed before {@link #create} makes sense; empty when all is there. */
    public abstract Optional<String> missing();

    /** A server that is configured and not yet started. */
    public abstract XmppServer create(ServerSpec spec);
}
