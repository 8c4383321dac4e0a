import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.io.OWLOntologyDocumentSource;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * Loads an ontology with the OWL API, checks it against the profile OWL 2 DL, and classifies it with HermiT. Writes
 * lines of `word TAB value`: what test/conformance/owl.ts reads.
 */
public final class CheckOwl {
  public static void main(String[] arguments) throws Exception {
    OWLOntologyDocumentSource source = new FileDocumentSource(new File(arguments[0]));
    OWLOntologyLoaderConfiguration configuration = new OWLOntologyLoaderConfiguration()
        .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION);
    OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(source, configuration);
    say("version", ontology.getOntologyID().getVersionIRI().map(Object::toString).orElse(""));
    say("axioms", ontology.getAxiomCount());
    say("classes", ontology.classesInSignature().count());
    List<OWLProfileViolation> violations = Profiles.OWL2_DL.checkOntology(ontology).getViolations();
    for (OWLProfileViolation violation : violations) say("violation", violation.toString().replaceAll("\\s+", " "));
    OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
    boolean consistent = reasoner.isConsistent();
    say("consistent", consistent);
    if (consistent) {
      String unsatisfiable = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom().stream()
          .map(OWLClass::toStringID).sorted().collect(Collectors.joining(" "));
      say("unsatisfiable", unsatisfiable);
    }
  }

  private static void say(String word, Object value) {
    System.out.println(word + "\t" + value);
  }
}
