package org.ltet.portal.review.web;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.intelligence.Figures;
import org.ltet.portal.intelligence.LogisticModel;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskModel;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.review.risk.TrainModel;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** What was learned from decisions, and how far it can be trusted (INT-1). */
@Component
public class ModelScreen {

    /** Shares in percent. */
    public record Bin(String range, int count, String expected, String observed) {}

    public record Scheme(String scheme, int count, String share, String brier, String auc) {}

    public record Weight(String fact, String direction, String strength) {}

    /** @param trained none while nothing was learned */
    public record Model(
            boolean shown,
            boolean mayChange,
            String needs,
            @Nullable Trained trained) {}

    public record Trained(
            String made,
            String learnedFrom,
            String brier,
            String brierOfShare,
            String auc,
            List<Bin> bins,
            List<Scheme> schemes,
            List<Weight> weights) {}

    private final RiskModels models;

    ModelScreen(RiskModels models) {
        this.models = models;
    }

    Model of(Page page, User user) {
        return new Model(
                models.shown(),
                user.hasEverywhere(Role.TRUST_ADMIN),
                page.t("risk.model.needs", TrainModel.FEWEST, TrainModel.FEWEST_OF_EACH),
                models.latest().map(model -> trained(page, model)).orElse(null));
    }

    private static Trained trained(Page page, RiskModel model) {
        return new Trained(
                page.t("risk.model.made", model.version(), model.trainedAt()),
                page.t("risk.model.from", model.examples(), model.positives(), model.decidedTo()),
                decimal(model.figures().brier()),
                decimal(model.figures().brierOfShare()),
                auc(page, model.figures()),
                model.figures().bins().stream().map(bin -> bin(page, bin)).toList(),
                model.bySchemes().entrySet().stream()
                        .map(entry -> scheme(page, entry.getKey(), entry.getValue()))
                        .toList(),
                weights(page, model));
    }

    private static Bin bin(Page page, Figures.Bin bin) {
        return new Bin(
                page.t("risk.model.range", bin.from(), bin.to()),
                bin.count(),
                percent(bin.estimated()),
                percent(bin.observed()));
    }

    private static Scheme scheme(Page page, String code, Figures figures) {
        return new Scheme(
                code,
                figures.count(),
                percent(figures.positives() * 1000 / figures.count()),
                decimal(figures.brier()),
                auc(page, figures));
    }

    private static List<Weight> weights(Page page, RiskModel model) {
        return model.model().weights().entrySet().stream()
                .filter(entry -> Fact.ofName(entry.getKey()).isPresent())
                .sorted(Comparator.comparingDouble((Map.Entry<String, LogisticModel.Weight> entry) ->
                        -Math.abs(entry.getValue().weight())))
                .map(entry -> new Weight(
                        RiskWording.fact(page, Fact.valueOf(entry.getKey())),
                        page.t(entry.getValue().weight() > 0 ? "risk.model.more" : "risk.model.less"),
                        decimal((int) Math.round(Math.abs(entry.getValue().weight()) * 1000))))
                .toList();
    }

    private static String auc(Page page, Figures figures) {
        return figures.auc() == null ? page.t("risk.model.noAuc") : decimal(figures.auc());
    }

    /** Thousandths as "0.123". */
    private static String decimal(int thousandths) {
        return BigDecimal.valueOf(thousandths, 3).toPlainString();
    }

    /** Thousandths as "12.3 %". */
    private static String percent(int thousandths) {
        return BigDecimal.valueOf(thousandths, 1).toPlainString() + " %";
    }
}
