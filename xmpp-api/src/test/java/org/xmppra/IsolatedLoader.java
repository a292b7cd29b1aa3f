package org.xmppra;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/** Defines its own copies of classes that the test class path has, and hides others. */
final class IsolatedLoader extends ClassLoader {
    private final Predicate<String> own;
    private final Predicate<String> hidden;

    /**
     * @param own names of classes to define here
     * @param hidden names of classes that are not to be found
     */
    IsolatedLoader(Predicate<String> own, Predicate<String> hidden) {
        super(IsolatedLoader.class.getClassLoader());
        this.own = own;
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (hidden.test(name)) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : own.test(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
