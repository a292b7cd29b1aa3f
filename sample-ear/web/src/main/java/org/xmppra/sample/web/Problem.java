package org.xmppra.sample.web;

/**
 * One thing that is wrong with an order.
 *
 * @param member the member of the JSON object
 * @param message what is wrong with it, in words that follow its name
 */
record Problem(String member, String message) {}
