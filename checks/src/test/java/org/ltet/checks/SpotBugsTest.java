package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** SpotBugs with find-sec-bugs over the portal and the simulators; what it may leave out stands in the exclude file. */
@DisplayName("Static analysis finds nothing of high or medium rank")
class SpotBugsTest {

    private static final Path EXCLUDES = Path.of("spotbugs-exclude.xml").toAbsolutePath();

    @Test
    void inThePortal() throws Exception {
        assertThat(findings("app", Build.ROOT.resolve("app/target/classes"))).isEmpty();
    }

    @Test
    void inTheSimulators() throws Exception {
        assertThat(findings("simulators", Build.ROOT.resolve("simulators/target/classes")))
                .isEmpty();
    }

    @Test
    void findsWhatIsUnsafe() throws Exception {
        assertThat(findings("planted", Build.TARGET.resolve("test-classes/org/ltet/checks/planted")))
                .extracting(finding -> finding.substring(0, finding.indexOf(' ')))
                .contains("DES_USAGE", "COMMAND_INJECTION", "SQL_INJECTION_JDBC");
    }

    @Test
    void everyExclusionSaysWhy() throws Exception {
        NodeList matches = parse(EXCLUDES).getElementsByTagName("Match");
        assertThat(matches.getLength()).isPositive();
        for (int i = 0; i < matches.getLength(); i++) {
            Node before = matches.item(i).getPreviousSibling();
            while (before != null && before.getNodeType() == Node.TEXT_NODE) {
                before = before.getPreviousSibling();
            }
            assertThat(before)
                    .as("comment above Match number %s", i + 1)
                    .isNotNull()
                    .extracting(Node::getNodeType)
                    .isEqualTo(Node.COMMENT_NODE);
        }
    }

    private static List<String> findings(String name, Path classes) throws Exception {
        Path report = Build.TARGET.resolve("spotbugs-" + name + ".xml");
        List<String> tool = Build.classPath(entry -> !entry.contains("findsecbugs"));
        List<String> plugin = Build.classPath(entry -> entry.contains("findsecbugs"));
        Process process = Build.java(
                Build.TARGET.resolve("spotbugs-" + name + ".log"),
                List.of("-Xmx1500m"),
                tool,
                "edu.umd.cs.findbugs.FindBugs2",
                List.of(
                        "-pluginList",
                        String.join(File.pathSeparator, plugin),
                        "-medium",
                        "-exclude",
                        EXCLUDES.toString(),
                        "-auxclasspath",
                        String.join(File.pathSeparator, tool),
                        "-xml:withMessages",
                        "-output",
                        report.toString(),
                        classes.toString()));
        assertThat(Build.await(process, 600)).as("exit code of SpotBugs").isZero();
        return read(report);
    }

    private static List<String> read(Path report) throws Exception {
        Element collection = parse(report).getDocumentElement();
        Element summary =
                (Element) collection.getElementsByTagName("FindBugsSummary").item(0);
        assertThat(Integer.parseInt(summary.getAttribute("total_classes")))
                .as("classes looked at")
                .isPositive();
        NodeList bugs = collection.getElementsByTagName("BugInstance");
        return new ArrayList<>(IntStream.range(0, bugs.getLength())
                .mapToObj(i -> (Element) bugs.item(i))
                .map(bug -> bug.getAttribute("type") + " "
                        + bug.getElementsByTagName("LongMessage").item(0).getTextContent() + " "
                        + place(bug))
                .toList());
    }

    private static String place(Element bug) {
        Element line = (Element) bug.getElementsByTagName("SourceLine").item(0);
        return line == null ? "" : line.getAttribute("sourcepath") + ":" + line.getAttribute("start");
    }

    private static Document parse(Path xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        try {
            return factory.newDocumentBuilder().parse(xml.toFile());
        } catch (IOException missing) {
            throw new IOException("No report: see " + xml.resolveSibling(xml.getFileName() + ".log"), missing);
        }
    }
}
