package org.xmppra.core.iq;

import java.util.Optional;
import org.xmppra.Iq;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;

/** The answers that need no handler. Pure. */
final class BuiltInAnswers {
    private BuiltInAnswers() {}

    static Iq answer(BuiltIn builtIn, Iq request, DiscoInfo info) {
        Optional<String> node = request.payload().attribute("node");
        return switch (builtIn) {
            case PING -> request.reply();
            case VERSION -> request.reply(version());
            case DISCO_INFO -> discovered(request, info.answer(node));
            case DISCO_ITEMS ->
                discovered(
                        request,
                        node.isPresent()
                                ? Optional.empty()
                                : Optional.of(XmlElement.named(builtIn.namespace(), "query")
                                        .build()));
        };
    }

    private static Iq discovered(Iq request, Optional<XmlElement> answer) {
        return answer.isPresent()
                ? request.reply(answer.get())
                : request.errorReply(StanzaErrorCondition.ITEM_NOT_FOUND);
    }

    private static XmlElement version() {
        return XmlElement.named(BuiltIn.VERSION.namespace(), "query")
                .child("name", SoftwareVersion.NAME)
                .child("version", SoftwareVersion.VERSION)
                .build();
    }
}
