package org.xmppra.it.servers;

/** The drivers' promises, kept by Prosody. */
class ProsodyServerIT extends RealServerContract {

    ProsodyServerIT() {
        super(RealServer.PROSODY);
    }
}
