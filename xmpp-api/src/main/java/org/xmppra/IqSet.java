package org.xmppra;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A public method of an {@link IqEndpoint} that answers IQs of type set: those whose payload fits the class, or the
 * namespace and element given.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IqSet {
    /** The JAXB class of the payload; its {@code @XmlRootElement} names namespace and element. */
    Class<?> value() default void.class;

    /** The payload's namespace, where no class is given. */
    String namespace() default "";

    /** The payload's element; empty for any element of the namespace. */
    String element() default "";
}
