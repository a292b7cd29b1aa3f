package org.xmppra;

/**
 * Marks a message-driven bean whose public methods annotated with {@link IqGet} or {@link IqSet} answer IQs.
 *
 * <p>Such a method takes the request as an {@link Iq}, as an {@link XmlElement}, or as the payload class it is annotated
 * with, and optionally an {@link IqContext}, in any order. It returns the answer: a payload object, an
 * {@link XmlElement}, an {@link Iq}, nothing or null for an empty result, or a
 * {@link java.util.concurrent.CompletionStage} of any of these.
 */
public interface IqEndpoint {}
