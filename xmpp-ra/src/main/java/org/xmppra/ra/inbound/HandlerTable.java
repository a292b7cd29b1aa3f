package org.xmppra.ra.inbound;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqListener;
import org.xmppra.IqSet;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.ra.account.ConfigurationProblems;
import org.xmppra.ra.inbound.HandlerMethod.Argument;

/**
 * Finds out, once, which method of a bean answers what. All mistakes in the bean are noted together. Not thread-safe.
 */
final class HandlerTable {
    private static final Set<String> CONTAINER_METHODS = Set.of("beforeDelivery", "afterDelivery", "release");

    private final ConfigurationProblems problems;
    private final Class<?> bean;
    private final List<HandlerMethod> methods = new ArrayList<>();
    private final Map<List<Object>, String> claimed = new HashMap<>();

    private HandlerTable(ConfigurationProblems problems, Class<?> bean) {
        this.problems = problems;
        this.bean = bean;
    }

    /** What the bean's methods answer; what is wrong with them is noted. */
    static List<HandlerMethod> resolve(ConfigurationProblems problems, Class<?> bean, ActivationSettings settings) {
        HandlerTable table = new HandlerTable(problems, bean);
        if (IqListener.class.isAssignableFrom(bean)) {
            table.addListener(settings);
        } else if (IqEndpoint.class.isAssignableFrom(bean)) {
            table.addAnnotated(settings);
        } else {
            problems.add(bean.getName() + " implements neither IqListener nor IqEndpoint");
        }
        return List.copyOf(table.methods);
    }

    private void addListener(ActivationSettings settings) {
        if (settings.namespace() == null) {
            problems.add("namespace", null, "an IqListener answers one namespace, and has to name it");
            return;
        }
        IqClaim claim = new IqClaim(settings.types(), settings.namespace(), settings.element());
        methods.add(new HandlerMethod(listenerMethod(), claim, List.of(new Argument.Request())));
    }

    private static Method listenerMethod() {
        try {
            return IqListener.class.getMethod("onIq", Iq.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("IqListener has lost its method", impossible);
        }
    }

    private void addAnnotated(ActivationSettings settings) {
        if (settings.namespace() != null) {
            problems.add(
                    "namespace",
                    settings.namespace(),
                    "for an IqListener only; the annotations of an IqEndpoint name theirs");
        }
        for (Method method : annotatedMethods()) {
            List<Handles> handled = Handles.of(method);
            if (isCallable(method)) {
                handled.forEach(handles -> add(method, handles));
            }
        }
        if (annotatedMethods().isEmpty()) {
            problems.add(bean.getName() + " has no method with @IqGet or @IqSet");
        }
    }

    private List<Method> annotatedMethods() {
        Set<Method> all = new LinkedHashSet<>(Arrays.asList(bean.getMethods()));
        all.addAll(Arrays.asList(bean.getDeclaredMethods()));
        return all.stream()
                .filter(method -> !method.isBridge() && !Handles.of(method).isEmpty())
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }

    private boolean isCallable(Method method) {
        int modifiers = method.getModifiers();
        if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            problems.add(at(method) + " must be public, and neither static nor final, or the container cannot call it");
            return false;
        }
        if (CONTAINER_METHODS.contains(method.getName())) {
            problems.add(at(method) + " has a name that the container keeps for itself: " + method.getName());
            return false;
        }
        return true;
    }

    private void add(Method method, Handles handles) {
        PayloadName name = name(method, handles);
        List<Argument> arguments = arguments(method, handles);
        if (name == null || arguments == null) {
            return;
        }
        String element = name.element().isEmpty() ? null : name.element();
        String earlier = claimed.putIfAbsent(Arrays.asList(handles.type, name.namespace(), name.element()), at(method));
        if (earlier != null) {
            problems.add(earlier + " and " + at(method) + " both answer " + handles.type + " of " + name.namespace()
                    + (element == null ? "" : " <" + element + ">"));
            return;
        }
        IqClaim claim = new IqClaim(Set.of(handles.type), name.namespace(), element);
        methods.add(new HandlerMethod(method, claim, arguments));
    }

    private @Nullable PayloadName name(Method method, Handles handles) {
        boolean byClass = handles.payload != void.class;
        if (byClass == !handles.namespace.isEmpty() || byClass && !handles.element.isEmpty()) {
            problems.add(at(method) + ": its annotation needs either a payload class or a namespace");
            return null;
        }
        if (!byClass) {
            return new PayloadName(handles.namespace, handles.element);
        }
        try {
            return PayloadName.of(handles.payload);
        } catch (IllegalArgumentException unfit) {
            problems.add(at(method) + ": " + unfit.getMessage());
            return null;
        }
    }

    private @Nullable List<Argument> arguments(Method method, Handles handles) {
        List<Argument> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            Argument argument = argument(type, handles);
            if (argument == null || arguments.contains(argument)) {
                problems.add(at(method) + " takes " + type.getName() + (argument == null ? "" : " twice")
                        + "; it may take Iq, XmlElement, IqContext" + payloadName(handles) + ", each once");
                return null;
            }
            arguments.add(argument);
        }
        return List.copyOf(arguments);
    }

    private static @Nullable Argument argument(Class<?> type, Handles handles) {
        if (type == Iq.class) {
            return new Argument.Request();
        }
        if (type == IqContext.class) {
            return new Argument.Context();
        }
        return type == XmlElement.class || type == handles.payload ? new Argument.Payload(type) : null;
    }

    private static String payloadName(Handles handles) {
        return handles.payload == void.class ? "" : " and " + handles.payload.getName();
    }

    private static String at(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The two annotations in one form. */
    private record Handles(IqType type, Class<?> payload, String namespace, String element) {
        static List<Handles> of(Method method) {
            List<Handles> all = new ArrayList<>();
            for (Annotation annotation : method.getAnnotations()) {
                if (annotation instanceof IqGet get) {
                    all.add(new Handles(IqType.GET, get.value(), get.namespace(), get.element()));
                } else if (annotation instanceof IqSet set) {
                    all.add(new Handles(IqType.SET, set.value(), set.namespace(), set.element()));
                }
            }
            return all;
        }
    }
}
