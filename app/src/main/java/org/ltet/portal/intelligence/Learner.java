package org.ltet.portal.intelligence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ltet.portal.intelligence.Figures.Foreseen;
import org.ltet.portal.intelligence.LogisticModel.Weight;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Learns a logistic regression by Tribuo from what was decided; the same examples and seed give the same model. How far it
 * can be trusted is measured on fifths of the examples that were each left out of learning once.
 */
public final class Learner {

    private static final int PARTS = 5;
    private static final int EPOCHS = 40;
    private static final int MINIBATCH = 8;
    private static final double RATE = 0.1;
    private static final double EPSILON = 0.1;
    private static final String YES = "yes";
    private static final String NO = "no";

    /** @param foreseen of every example, by a model that had not seen it */
    public record Learned(LogisticModel model, List<Foreseen> foreseen) {

        public Learned {
            foreseen = List.copyOf(foreseen);
        }
    }

    private Learner() {}

    /** @throws IllegalArgumentException without examples of both kinds */
    public static Learned learn(List<Example> examples, long seed) {
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(seed));
        List<Foreseen> foreseen = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            List<Example> seen = new ArrayList<>();
            List<Example> unseen = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                (i % PARTS == part ? unseen : seen).add(shuffled.get(i));
            }
            LogisticModel model = fit(seen, seed);
            unseen.forEach(example ->
                    foreseen.add(new Foreseen(example.group(), model.estimate(example.values()), example.positive())));
        }
        return new Learned(fit(shuffled, seed), foreseen);
    }

    private static LogisticModel fit(List<Example> examples, long seed) {
        Map<String, Weight> standards = LogisticModel.standards(examples);
        String[] names = standards.keySet().toArray(String[]::new);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data =
                new MutableDataset<>(new SimpleDataSourceProvenance("decided applications", labels), labels);
        for (Example example : examples) {
            double[] values = new double[names.length];
            for (int i = 0; i < names.length; i++) {
                Integer known = example.values().get(names[i]);
                Weight standard = standards.get(names[i]);
                values[i] = known == null || standard == null ? 0 : standard.standard(known);
            }
            data.add(new ArrayExample<>(new Label(example.positive() ? YES : NO), names, values));
        }
        if (data.getOutputInfo().size() != 2) {
            throw new IllegalArgumentException("There is nothing to tell apart");
        }
        LinearSGDTrainer trainer = new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(RATE, EPSILON), EPOCHS, Integer.MAX_VALUE, MINIBATCH, seed);
        return plain(trainer.train(data), standards);
    }

    /** Of two classes, what one weighs more than the other is the weight of the logistic regression. */
    private static LogisticModel plain(LinearSGDModel model, Map<String, Weight> standards) {
        DenseMatrix matrix = model.getWeightsCopy();
        int yes = model.getOutputIDInfo().getID(new Label(YES));
        int no = model.getOutputIDInfo().getID(new Label(NO));
        Map<String, Weight> weights = new LinkedHashMap<>();
        standards.forEach((name, standard) -> {
            int id = model.getFeatureIDMap().get(name).getID();
            weights.put(
                    name, new Weight(standard.mean(), standard.deviation(), matrix.get(yes, id) - matrix.get(no, id)));
        });
        int bias = matrix.getDimension2Size() - 1;
        return new LogisticModel(matrix.get(yes, bias) - matrix.get(no, bias), weights);
    }
}
