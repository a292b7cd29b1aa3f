package org.xmppra.sample.run;

/** What is said when everything runs: what to try, and where. */
final class ReadyMessage {
    private ReadyMessage() {}

    static String text(Settings settings, Layout layout, AdminUser admin, Probe.Finding finding) {
        StringBuilder text = new StringBuilder("\n");
        String line = "=".repeat(100);
        text.append(line).append('\n');
        if (finding.works()) {
            text.append(
                    "READY. An EJB has just asked a message-driven bean for the time, through the XMPP server.\n\n");
        } else {
            text.append(
                    "READY, but the message-driven beans do not answer yet; the adapter keeps trying to connect.\n");
            text.append("  What came instead  ").append(finding.detail()).append("\n\n");
        }
        text.append("  Page               ").append(settings.page()).append('\n');
        if (finding.works()) {
            handlers(text, settings, finding.detail());
        }
        if (settings.embedded()) {
            accounts(text, settings, layout);
        }
        text.append("  Admin console      ")
                .append(settings.console())
                .append("  user ")
                .append(admin.name());
        text.append(", password ").append(admin.password()).append('\n');
        text.append("  WildFly's log      ").append(layout.log()).append("\n\n");
        text.append("Ctrl-C ends all of it.\n").append(line).append('\n');
        return text.toString();
    }

    private static void handlers(StringBuilder text, Settings settings, String beans) {
        text.append("  Ask from a shell   curl -s -H 'Content-Type: application/json' -d '")
                .append(Probe.order(beans))
                .append("' ")
                .append(settings.page().resolve("api/iq"))
                .append('\n');
        text.append("  Ask by XMPP        ").append(beans).append("  from any client, with an IQ:\n");
        text.append("                       get <time xmlns='urn:xmpp:time'/>\n");
        text.append("                       get <alarm xmlns='urn:xmppra:sample:clock' seconds='5'/>\n");
        text.append("                       set <note xmlns='urn:xmppra:sample:notes'>milk</note>\n");
        text.append("                       get <notes xmlns='urn:xmppra:sample:notes'/>\n");
        text.append("                       get or set <query xmlns='custom-xep'/>\n");
    }

    private static void accounts(StringBuilder text, Settings settings, Layout layout) {
        text.append("  XMPP accounts      ");
        for (String name : EmbeddedXmpp.PEOPLE) {
            text.append(name).append('@').append(EmbeddedXmpp.DOMAIN).append("  ");
        }
        text.append("password ").append(EmbeddedXmpp.PEOPLES_PASSWORD);
        text.append("; server 127.0.0.1:").append(settings.xmpp().number()).append(", STARTTLS\n");
        text.append("  To be trusted      ").append(layout.certificate()).append('\n');
    }
}
