package org.xmppra.bench.contestant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xmppra.bench.Work;

/** The floor: components made of sockets and byte arrays, which know the shape of what they get. No XML, no checks. */
final class RawSockets implements Contestant {
    private final List<RawSocket> sockets = new ArrayList<>();

    RawSockets(Setting setting, Runnable handled) throws IOException {
        for (int i = 0; i < setting.sessions(); i++) {
            sockets.add(new RawSocket(setting.host(), setting.port(), address(setting, i), handled));
        }
    }

    private static String address(Setting setting, int number) {
        return setting.first() < 0 ? Work.PEER : Work.component(setting.first() + number);
    }

    @Override
    public void ask(int session) throws IOException {
        sockets.get(session).ask();
    }

    @Override
    public void ask(int session, Runnable done) {
        sockets.get(session).ask(done);
    }

    @Override
    public void flush(int session) throws IOException {
        sockets.get(session).flush();
    }

    @Override
    public void serve() {
        sockets.forEach(RawSocket::read);
    }

    @Override
    public String version() {
        return "";
    }
}
