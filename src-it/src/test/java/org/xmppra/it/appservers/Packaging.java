package org.xmppra.it.appservers;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the adapter comes to a server, and for whom.
 *
 * @param adapterInside whether the RAR is inside the EAR, or deployed by itself
 * @param adapter the adapter's properties
 * @param signOnName whose account the container signs on to where the RAR stands alone
 * @param signOnPassword that account's password
 */
public record Packaging(boolean adapterInside, Map<String, String> adapter, String signOnName, String signOnPassword) {
    /** The RAR inside the EAR; all use the adapter's account. */
    public static Packaging inside(Map<String, String> adapter) {
        return new Packaging(true, adapter, "", "");
    }

    /** The RAR by itself; senders use an account that the container signs on to. */
    public static Packaging standAlone(Map<String, String> adapter, String signOnName, String signOnPassword) {
        return new Packaging(false, adapter, signOnName, signOnPassword);
    }

    /** The adapter's properties by their names, from system properties such as {@code xmppra.userName}. */
    public static Map<String, String> adapterProperties(Map<String, String> systemProperties) {
        return systemProperties.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().replaceFirst("^xmppra\\.", ""), Map.Entry::getValue));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return adapterInside ? "RAR in EAR" : "stand-alone RAR";
    }
}
