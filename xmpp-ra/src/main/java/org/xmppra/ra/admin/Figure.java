package org.xmppra.ra.admin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a getter of an MXBean, for JMX and for the server's console alike. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Figure {
    /** What it tells, for administrators. */
    String value();

    /** Whether it tells how things are now, rather than what has happened since the start. */
    boolean now() default false;
}
