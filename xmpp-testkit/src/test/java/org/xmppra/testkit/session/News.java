package org.xmppra.testkit.session;

import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xmppra.Jid;
import org.xmppra.XmppException;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.SessionListener;

/** What a listener was told, as words. */
final class News implements SessionListener {
    final List<String> words = new CopyOnWriteArrayList<>();

    @Override
    public void live(Jid boundAs) {
        words.add("live");
    }

    @Override
    public void suspended(XmppException cause) {
        words.add("suspended");
    }

    @Override
    public void resumed() {
        words.add("resumed");
    }

    @Override
    public void lost(XmppException cause) {
        words.add("lost");
    }

    @Override
    public void attemptFailed(ConnectException cause) {
        words.add("failed: " + cause.kind());
    }

    void awaitLast(String word) {
        await().atMost(LONG)
                .until(() -> !words.isEmpty() && words.get(words.size() - 1).equals(word));
    }
}
