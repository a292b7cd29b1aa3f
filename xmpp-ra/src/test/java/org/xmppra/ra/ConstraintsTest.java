package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmppra.ra.inbound.XmppActivationSpec;
import org.xmppra.ra.outbound.XmppManagedConnectionFactory;

/** What a container's Jakarta Validation says of the beans before the adapter sees them. */
class ConstraintsTest {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static List<Object> beans() {
        return List.of(new XmppResourceAdapter(), new XmppManagedConnectionFactory(), new XmppActivationSpec());
    }

    private static List<String> complaints(Object bean) {
        return VALIDATOR.validate(bean).stream()
                .map(ConstraintViolation::getMessage)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @Tag("RA-5")
    @MethodSource("beans")
    void everyNumberHasItsBounds(Object bean) throws Exception {
        TreeSet<String> unbounded = new TreeSet<>();
        for (PropertyDescriptor property :
                Introspector.getBeanInfo(bean.getClass()).getPropertyDescriptors()) {
            if (property.getPropertyType() == Integer.class) {
                property.getWriteMethod().invoke(bean, Integer.MIN_VALUE);
                if (complaints(bean).stream()
                        .noneMatch(text -> text.startsWith(property.getName() + "='-2147483648': a number from "))) {
                    unbounded.add(property.getName());
                }
            }
        }
        assertThat(unbounded).isEmpty();
    }

    @ParameterizedTest
    @Tag("RA-5")
    @MethodSource("beans")
    void whatIsNotSetOrBlankIsInherited(Object bean) throws Exception {
        assertThat(complaints(bean)).isEmpty();
        for (PropertyDescriptor property :
                Introspector.getBeanInfo(bean.getClass()).getPropertyDescriptors()) {
            if (property.getPropertyType() == String.class && property.getWriteMethod() != null) {
                property.getWriteMethod().invoke(bean, " ");
            }
        }
        assertThat(complaints(bean)).isEmpty();
    }

    @Test
    @Tag("RA-6")
    void everyBadPropertyIsToldWithItsValueAndWhatIsAllowed() {
        XmppActivationSpec spec = new XmppActivationSpec();
        spec.setMode("x");
        spec.setTls("maybe");
        spec.setSessionSharing("alone");
        spec.setPinnedKey("abc");
        spec.setPortNumber(99_999);
        spec.setIqType("result");
        spec.setQueueSize(-1);
        assertThat(complaints(spec))
                .containsExactly(
                        "iqType='result': one of both, get, set",
                        "mode='x': one of client, component, direct-tls",
                        "pinnedKey='abc': 64 hexadecimal digits, the SHA-256 of the public key",
                        "portNumber='99999': a number from 0 to 65535",
                        "queueSize='-1': a number from 0 to 1000000",
                        "sessionSharing='alone': one of dedicated, shared",
                        "tls='maybe': one of disabled, optional, required");
    }

    @Test
    @Tag("RA-6")
    void valuesAreTakenInAnyCaseAsTheAdapterDoes() {
        XmppResourceAdapter adapter = new XmppResourceAdapter();
        adapter.setMode(" Component ");
        adapter.setTls("REQUIRED");
        assertThat(complaints(adapter)).isEmpty();
    }
}
