package io.photosync.sharepoint;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Several properties of one profile in one request.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/sharepoint_protocols/ms-csom/">MS-CSOM, the protocol of
 *     ProcessQuery</a>
 */
final class CsomRequest {
    private static final String NAMESPACE = "http://schemas.microsoft.com/sharepoint/clientquery/2009";
    private static final String PEOPLE_MANAGER = "{cf560d69-0fdb-4489-a216-b6b47adf8ef8}";
    private static final String PEOPLE_MANAGER_ID = "1";

    private CsomRequest() {}

    static byte[] setProperties(AccountName account, Map<ProfileProperty, String> values) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement(NAMESPACE, "Request");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("SchemaVersion", "15.0.0.0");
            xml.writeAttribute("LibraryVersion", "16.0.0.0");
            xml.writeAttribute("ApplicationName", "PhotoSync");
            xml.writeStartElement(NAMESPACE, "Actions");
            xml.writeEmptyElement(NAMESPACE, "ObjectPath");
            xml.writeAttribute("Id", "2");
            xml.writeAttribute("ObjectPathId", PEOPLE_MANAGER_ID);
            int id = 3;
            for (Map.Entry<ProfileProperty, String> value : values.entrySet()) {
                setProperty(xml, id++, account.claim(), value.getKey().key(), value.getValue());
            }
            xml.writeEndElement();
            xml.writeStartElement(NAMESPACE, "ObjectPaths");
            xml.writeEmptyElement(NAMESPACE, "Constructor");
            xml.writeAttribute("Id", PEOPLE_MANAGER_ID);
            xml.writeAttribute("TypeId", PEOPLE_MANAGER);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML into memory", impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void setProperty(XMLStreamWriter xml, int id, String... parameters) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, "Method");
        xml.writeAttribute("Name", "SetSingleValueProfileProperty");
        xml.writeAttribute("Id", Integer.toString(id));
        xml.writeAttribute("ObjectPathId", PEOPLE_MANAGER_ID);
        xml.writeStartElement(NAMESPACE, "Parameters");
        for (String parameter : parameters) {
            xml.writeStartElement(NAMESPACE, "Parameter");
            xml.writeAttribute("Type", "String");
            xml.writeCharacters(parameter);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }
}
