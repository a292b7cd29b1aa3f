package org.xmppra.it.proof;

import java.util.List;
import java.util.SortedSet;

/**
 * A test that names a rule.
 *
 * @param className the binary name of the class that has the tag
 * @param method its method; empty if the whole class has the tag
 * @param runClasses the binary names of the classes it runs in: its own, or the concrete ones that inherit it
 * @param servers the XMPP servers that these classes start, and {@code scripted} for one that plays a script
 */
record ProvingTest(String className, String method, List<String> runClasses, SortedSet<String> servers) {

    /** The class as readers know it. */
    String shortName() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
