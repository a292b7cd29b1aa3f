package org.jboss.as.ee.component;

/** As WildFly calls what it throws when a bean calls another that is already stopped. */
public class ComponentIsStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
}
