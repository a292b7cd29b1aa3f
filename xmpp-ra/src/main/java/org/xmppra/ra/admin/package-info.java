/**
 * In: what sessions, requests and deliveries do. Out: figures for administrators: in the server's console and command
 * line where it has a place for them, as JMX MXBeans and as events of the JDK's Flight Recorder everywhere.
 *
 * @see <a href="https://jakarta.ee/specifications/connectors/2.1/">Jakarta Connectors 2.1 §19, JavaBean requirements</a>
 */
@NullMarked
package org.xmppra.ra.admin;

import org.jspecify.annotations.NullMarked;
