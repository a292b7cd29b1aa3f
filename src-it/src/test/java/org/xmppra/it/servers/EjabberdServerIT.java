package org.xmppra.it.servers;

/** The drivers' promises, kept by ejabberd. */
class EjabberdServerIT extends RealServerContract {

    EjabberdServerIT() {
        super(RealServer.EJABBERD);
    }
}
