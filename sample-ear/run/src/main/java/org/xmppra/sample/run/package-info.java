/**
 * The run command: system properties come in, a running sample goes out. {@link org.xmppra.sample.run.Main} starts the
 * embedded XMPP server and, as a child process, WildFly with the sample deployed; says what to try; ends both with itself.
 *
 * <p>Threads: the main thread does everything and then waits for the child; one more copies the child's warnings; a
 * shutdown hook ends what was started.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-5">RFC 6120 §5, STARTTLS: the generated certificate is
 *     trusted, never left unchecked</a>
 */
@NullMarked
package org.xmppra.sample.run;

import org.jspecify.annotations.NullMarked;
