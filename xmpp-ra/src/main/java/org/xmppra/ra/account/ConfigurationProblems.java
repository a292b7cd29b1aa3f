package org.xmppra.ra.account;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with one bean, so that its administrator learns it from one message. Not thread-safe. */
public final class ConfigurationProblems {
    private final Object bean;
    private final String name;
    private final List<String> properties = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /** @param bean whose configuration is read */
    public ConfigurationProblems(Object bean) {
        this(bean, bean.toString());
    }

    /**
     * @param bean whose configuration is read
     * @param name what its administrator knows it as
     */
    public ConfigurationProblems(Object bean, String name) {
        this.bean = bean;
        this.name = name;
    }

    /**
     * Notes a property whose value cannot be used.
     *
     * @param property its name
     * @param value its value; never that of a secret
     * @param allowed what it may be
     */
    public void add(String property, @Nullable Object value, String allowed) {
        note(property, property + "=" + (value == null ? "(not set)" : "'" + value + "'") + ": " + allowed);
    }

    /**
     * Notes a secret that cannot be used, without showing it.
     *
     * @param property its name
     * @param allowed what it may be
     */
    public void addSecret(String property, String allowed) {
        note(property, property + ": " + allowed);
    }

    /** Notes what is wrong beyond a single property. */
    public void add(String text) {
        texts.add(text);
    }

    private void note(String property, String text) {
        properties.add(property);
        texts.add(text);
    }

    /**
     * Refuses the bean if anything was noted.
     *
     * @throws InvalidPropertyException with one message that lists everything
     */
    public void check() throws InvalidPropertyException {
        if (texts.isEmpty()) {
            return;
        }
        InvalidPropertyException refusal = new InvalidPropertyException("XMPPRA-0001 The configuration of " + name
                + " cannot be used: " + (texts.size() == 1 ? texts.get(0) : numbered()));
        refusal.setInvalidPropertyDescriptors(descriptors());
        throw refusal;
    }

    private String numbered() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            list.append(i == 0 ? "(" : "; (").append(i + 1).append(") ").append(texts.get(i));
        }
        return list.toString();
    }

    private PropertyDescriptor[] descriptors() {
        List<PropertyDescriptor> descriptors = new ArrayList<>();
        for (String property : properties) {
            try {
                descriptors.add(new PropertyDescriptor(property, bean.getClass()));
            } catch (IntrospectionException noSuchProperty) {
                throw new IllegalStateException("Not a property of " + bean.getClass(), noSuchProperty);
            }
        }
        return descriptors.toArray(PropertyDescriptor[]::new);
    }
}
