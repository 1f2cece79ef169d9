package io.photosync.sandbox.sharepoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A CSOM request: the actions in order, and the object paths that they work on, by id. */
record CsomRequest(List<Action> actions, Map<String, Path> paths) {
    private static final String NAMESPACE = "http://schemas.microsoft.com/sharepoint/clientquery/2009";

    /**
     * @param kind element name: Method, ObjectPath, ObjectIdentityQuery or Query
     * @param name the method's, else empty
     */
    record Action(String kind, int id, String pathId, String name, List<String> parameters) {}

    /**
     * @param kind element name: Constructor or Method
     * @param name type id of a constructor, name of a method
     */
    record Path(String kind, String parentId, String name, List<String> parameters) {}

    static CsomRequest parse(byte[] xml) throws SharePointError {
        Element root = document(xml);
        if (!"Request".equals(root.getLocalName()) || !NAMESPACE.equals(root.getNamespaceURI())) {
            throw invalid();
        }
        List<Action> actions = new ArrayList<>();
        for (Element action : children(child(root, "Actions"))) {
            actions.add(new Action(
                    action.getLocalName(),
                    number(action.getAttribute("Id")),
                    action.getAttribute("ObjectPathId"),
                    action.getAttribute("Name"),
                    parameters(action)));
        }
        Map<String, Path> paths = new HashMap<>();
        for (Element path : children(child(root, "ObjectPaths"))) {
            String name = path.getAttribute(path.getLocalName().equals("Constructor") ? "TypeId" : "Name");
            paths.put(
                    path.getAttribute("Id"),
                    new Path(path.getLocalName(), path.getAttribute("ParentId"), name, parameters(path)));
        }
        return new CsomRequest(List.copyOf(actions), Map.copyOf(paths));
    }

    Path path(String id) throws SharePointError {
        Path path = paths.get(id);
        if (path == null) {
            throw invalid();
        }
        return path;
    }

    static SharePointError invalid() {
        return SharePointError.badQuery("The request uses invalid format.");
    }

    /** No document type: a tenant, even a made one, reads no external entities. */
    private static Element document(byte[] xml) throws SharePointError {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw invalid();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser cannot be made secure", e);
        }
    }

    private static List<String> parameters(Element of) throws SharePointError {
        List<String> values = new ArrayList<>();
        for (Element list : children(of)) {
            if (list.getLocalName().equals("Parameters")) {
                for (Element parameter : children(list)) {
                    values.add(parameter.getTextContent());
                }
            }
        }
        return List.copyOf(values);
    }

    private static Element child(Element parent, String name) throws SharePointError {
        for (Element child : children(parent)) {
            if (child.getLocalName().equals(name)) {
                return child;
            }
        }
        throw invalid();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static int number(String text) throws SharePointError {
        if (!text.matches("\\d{1,9}")) {
            throw invalid();
        }
        return Integer.parseInt(text);
    }
}
