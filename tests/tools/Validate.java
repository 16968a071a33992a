import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF. One line in, "flavour[tab]path"; one line out: "compliant", "failed[tab]rule: message[tab]..." or
 * "error[tab]what". Lives as long as its input, so that the virtual machine starts once for all tests.
 */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] parts = line.split("\t", 2);
            String answer;
            try {
                answer = validate(PDFAFlavour.byFlavourId(parts[0]), parts[1]);
            } catch (Exception problem) {
                answer = "error\t" + problem;
            }
            answers.println(answer.replace('\n', ' '));
            answers.flush();
        }
    }

    private static String validate(PDFAFlavour flavour, String path) throws Exception {
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, String> failures = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    failures.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            if (result.isCompliant() && result.getTotalAssertions() > 0) {
                return "compliant";
            }
            StringBuilder answer = new StringBuilder("failed");
            failures.forEach((rule, message) -> answer.append('\t').append(rule).append(": ").append(message));
            return answer.toString();
        }
    }
}
