package org.xmppra.it.proof;

import java.util.List;

/**
 * A test that names a rule.
 *
 * @param className the binary name of the class that has the tag
 * @param method its method; empty if the whole class has the tag
 * @param runClasses the binary names of the classes it runs in: its own, or the concrete ones that inherit it
 */
record ProvingTest(String className, String method, List<String> runClasses) {

    /** The class as readers know it. */
    String shortName() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
