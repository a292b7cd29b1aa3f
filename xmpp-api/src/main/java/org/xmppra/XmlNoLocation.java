package org.xmppra;

import javax.xml.stream.Location;
import org.jspecify.annotations.Nullable;

/** Where a tree stands: it has no lines. */
enum XmlNoLocation implements Location {
    INSTANCE;

    @Override
    public int getLineNumber() {
        return -1;
    }

    @Override
    public int getColumnNumber() {
        return -1;
    }

    @Override
    public int getCharacterOffset() {
        return -1;
    }

    @Override
    public @Nullable String getPublicId() {
        return null;
    }

    @Override
    public @Nullable String getSystemId() {
        return null;
    }
}
