package org.xmppra.it.app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import org.jspecify.annotations.Nullable;

/** A payload with constraints; one of their messages would tell the value. */
@XmlRootElement(name = "order", namespace = Order.NAMESPACE)
public class Order {
    static final String NAMESPACE = "urn:example:orders";

    private static final int LARGEST = 10;

    private @Nullable String article;
    private int quantity;

    static Order of(String article, int quantity) {
        Order order = new Order();
        order.article = article;
        order.quantity = quantity;
        return order;
    }

    /** What is ordered. */
    @NotEmpty @XmlElement(namespace = NAMESPACE)
    public @Nullable String getArticle() {
        return article;
    }

    /** Sets it. */
    public void setArticle(@Nullable String article) {
        this.article = article;
    }

    /** How many. */
    @Max(value = LARGEST, message = "${validatedValue} are too many") @XmlAttribute
    public int getQuantity() {
        return quantity;
    }

    /** Sets it. */
    public void setQuantity(int quantity) {
        this.quantity = quantity;
    }
}
