package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.sharepoint.Answer.Entities;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import io.photosync.sandbox.sharepoint.Answer.Value;
import java.util.List;

/**
 * Writes answers as XML, which is what a client that forgot {@code Accept} gets. Enough to notice the mistake: properties that are
 * text, number or boolean, no links.
 */
final class AtomWriter {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    private static final String NAMESPACES = " xmlns=\"http://www.w3.org/2005/Atom\""
            + " xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\""
            + " xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\"";

    private AtomWriter() {}

    static String write(Entity entity) {
        return HEAD + entry(entity, NAMESPACES);
    }

    static String write(Entities entities) {
        StringBuilder feed =
                new StringBuilder(HEAD).append("<feed").append(NAMESPACES).append('>');
        entities.entities().forEach(entity -> feed.append(entry(entity, "")));
        return feed.append("</feed>").toString();
    }

    static String write(Value value) {
        return HEAD + element(value.function(), value.value(), NAMESPACES);
    }

    static String write(SharePointError error) {
        return HEAD + "<m:error" + NAMESPACES + "><m:code>" + escape(error.code())
                + "</m:code><m:message xml:lang=\"en-US\">" + escape(error.getMessage()) + "</m:message></m:error>";
    }

    private static String entry(Entity entity, String namespaces) {
        StringBuilder entry = new StringBuilder("<entry").append(namespaces).append("><id>");
        entry.append(escape(entity.id())).append("</id><content type=\"application/xml\"><m:properties>");
        entity.properties().forEach((name, value) -> {
            if (!(value instanceof List<?>)) {
                entry.append(element(name, value, ""));
            }
        });
        return entry.append("</m:properties></content></entry>").toString();
    }

    private static String element(String name, Object value, String namespaces) {
        String start = "<d:" + name + namespaces;
        return value == null
                ? start + " m:null=\"true\" />"
                : start + ">" + escape(value.toString()) + "</d:" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
