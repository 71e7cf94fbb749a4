package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the words that say what stands beside or below them. */
final class Labels {

    /** What a label announces. */
    enum Meaning {
        BILL_NUMBER,
        OTHER_NUMBER,
        BILL_DATE,
        OTHER_DATE,
        TOTAL,
        ADVANCE,
        OTHER_AMOUNT,
        IN_WORDS,
        PERSON,
        OTHER_NAME
    }

    /** @param strength how surely it announces just that, from 1 to 10 */
    record Phrase(Meaning meaning, int strength, String text) {}

    /** @param from index of the label's first word in its line, {@code to} one past its last */
    record Hit(Phrase phrase, int from, int to) {

        Meaning meaning() {
            return phrase.meaning;
        }

        int strength() {
            return phrase.strength;
        }
    }

    private static final int MOST_WORDS = 5;
    private static final int ONE_WRONG = 6;
    private static final int TWO_WRONG = 13;

    private static final List<Phrase> PHRASES = phrases();

    private Labels() {}

    private static List<Phrase> phrases() {
        List<Phrase> all = new ArrayList<>();
        add(
                all,
                Meaning.BILL_NUMBER,
                10,
                "bill no",
                "bill number",
                "invoice no",
                "invoice number",
                "inv no",
                "receipt no",
                "receipt number",
                "rcpt no",
                "cash memo no",
                "cashmemo no",
                "memo no",
                "final bill no",
                "tax invoice no",
                "bill cum receipt no",
                "fee receipt no",
                "bill id",
                "invoice id",
                "receipt id",
                "billing no",
                "ip bill no",
                "op bill no",
                "credit bill no",
                "cash bill no",
                "bill ref no",
                "बिल संख्या",
                "बिल नं",
                "बिल क्रमांक",
                "रसीद संख्या",
                "रसीद नं",
                "रसीद क्रमांक",
                "बीजक संख्या");
        add(
                all,
                Meaning.BILL_NUMBER,
                7,
                "bill",
                "invoice",
                "receipt",
                "voucher no",
                "challan no",
                "document no",
                "doc no",
                "bill/receipt no",
                "बिल",
                "रसीद");
        add(
                all,
                Meaning.BILL_NUMBER,
                4,
                "no",
                "sl no",
                "serial no",
                "number",
                "ref no",
                "reference no",
                "transaction no",
                "संख्या",
                "क्रमांक");
        add(
                all,
                Meaning.OTHER_NUMBER,
                9,
                "uhid",
                "uhid no",
                "mrn",
                "mr no",
                "mrd no",
                "ip no",
                "ipd no",
                "op no",
                "opd no",
                "reg no",
                "registration no",
                "regn no",
                "patient id",
                "patient no",
                "admission no",
                "adm no",
                "gstin",
                "gst no",
                "gstin no",
                "gst",
                "tin no",
                "tin",
                "pan",
                "pan no",
                "cin",
                "cin no",
                "dl no",
                "drug lic no",
                "drug licence no",
                "d l no",
                "lic no",
                "licence no",
                "license no",
                "phone",
                "phone no",
                "ph",
                "ph no",
                "tel",
                "tel no",
                "mobile",
                "mobile no",
                "mob",
                "mob no",
                "contact",
                "contact no",
                "fax",
                "helpline",
                "roll no",
                "roll number",
                "enrolment no",
                "enrollment no",
                "student id",
                "scholar no",
                "batch no",
                "batch",
                "hsn",
                "hsn code",
                "sac",
                "room no",
                "bed no",
                "ward",
                "ward no",
                "room",
                "bed",
                "lab no",
                "lab id",
                "sample id",
                "sample no",
                "barcode",
                "order no",
                "order id",
                "po no",
                "policy no",
                "claim no",
                "tpa",
                "visit no",
                "visit id",
                "encounter no",
                "case no",
                "account no",
                "a/c no",
                "cheque no",
                "dd no",
                "utr",
                "utr no",
                "transaction id",
                "txn id",
                "txn no",
                "upi ref",
                "upi ref no",
                "ifsc",
                "pin",
                "pincode",
                "pin code",
                "fssai no",
                "gr no",
                "form no",
                "affiliation no",
                "school code",
                "udise",
                "udise code",
                "class",
                "section",
                "semester",
                "accreditation no",
                "nabl no",
                "age",
                "age/sex",
                "age/gender",
                "sex",
                "gender",
                "website",
                "email",
                "e mail",
                "file no",
                "ref id",
                "state code",
                "crn",
                "prn",
                "prn no",
                "token no",
                "counter",
                "sr no");
        add(
                all,
                Meaning.BILL_DATE,
                10,
                "bill date",
                "invoice date",
                "receipt date",
                "date of bill",
                "date of invoice",
                "date of receipt",
                "bill dt",
                "billing date",
                "inv date",
                "bill date time",
                "bill date and time",
                "bill date/time",
                "memo date",
                "dated",
                "date of issue",
                "date of payment",
                "payment date",
                "paid on",
                "rcpt date",
                "bill generated on",
                "billed on",
                "inv dt",
                "बिल दिनांक",
                "बिल तिथि",
                "रसीद दिनांक",
                "बिल की तारीख",
                "रसीद तिथि");
        add(
                all,
                Meaning.BILL_DATE,
                8,
                "date",
                "dt",
                "date time",
                "date and time",
                "date/time",
                "दिनांक",
                "तिथि",
                "तारीख",
                "दिनाँक");
        add(
                all,
                Meaning.OTHER_DATE,
                9,
                "admission date",
                "date of admission",
                "admitted on",
                "doa",
                "adm date",
                "admission",
                "discharge date",
                "date of discharge",
                "discharged on",
                "dod",
                "dis date",
                "discharge",
                "date of birth",
                "dob",
                "birth date",
                "born",
                "expiry",
                "exp",
                "exp date",
                "expiry date",
                "exp dt",
                "mfg",
                "mfg date",
                "due date",
                "last date",
                "valid upto",
                "valid until",
                "valid till",
                "collected on",
                "collection date",
                "collected",
                "sample collected on",
                "sample date",
                "reported on",
                "report date",
                "reporting date",
                "received on",
                "registered on",
                "registration date",
                "reg date",
                "printed on",
                "print date",
                "printed",
                "print date time",
                "prescription date",
                "presc date",
                "rx date",
                "period",
                "from",
                "to",
                "upto",
                "cheque date",
                "dd date",
                "visit date",
                "appointment date",
                "period from",
                "period to",
                "fee period",
                "session",
                "academic year",
                "order date",
                "delivery date",
                "doc date",
                "ref date",
                "जन्म तिथि",
                "भर्ती दिनांक",
                "भर्ती तिथि",
                "छुट्टी दिनांक");
        add(
                all,
                Meaning.TOTAL,
                10,
                "net payable",
                "net amount",
                "net amt",
                "net bill amount",
                "net bill",
                "net total",
                "grand total",
                "net amount payable",
                "net payable amount",
                "total net amount",
                "total payable",
                "total amount payable",
                "final amount",
                "final bill amount",
                "net bill amt",
                "net value",
                "invoice total",
                "total invoice value",
                "invoice value",
                "invoice amount",
                "total bill amount",
                "total invoice amount",
                "bill total",
                "total bill",
                "net to pay",
                "net pay",
                "g total",
                "gr total",
                "शुद्ध राशि",
                "कुल देय राशि",
                "देय राशि",
                "कुल देय",
                "महायोग");
        add(
                all,
                Meaning.TOTAL,
                8,
                "amount payable",
                "payable amount",
                "bill amount",
                "bill amt",
                "total amount",
                "total amt",
                "total fees",
                "total fee",
                "total fees paid",
                "total paid",
                "amount paid",
                "total amount paid",
                "fees paid",
                "paid amount",
                "amount received",
                "received amount",
                "total received",
                "total charges",
                "total value",
                "total amount rs",
                "total rs",
                "total inr",
                "total in rs",
                "total amount inr",
                "total due",
                "total cost",
                "net fee",
                "net fees",
                "to pay",
                "amount to pay",
                "you pay",
                "कुल राशि",
                "कुल रकम",
                "कुल शुल्क",
                "प्राप्त राशि",
                "भुगतान राशि");
        add(
                all,
                Meaning.TOTAL,
                6,
                "total",
                "gross total",
                "gross amount",
                "gross bill amount",
                "gross bill",
                "कुल",
                "योग",
                "कुल योग");
        add(
                all,
                Meaning.TOTAL,
                3,
                "amount",
                "amount rs",
                "a sum of rs",
                "sum of rs",
                "sum of rupees",
                "cash",
                "card",
                "upi",
                "cash paid",
                "paid",
                "paid by cash",
                "paid by card",
                "paid by upi",
                "राशि");
        add(
                all,
                Meaning.ADVANCE,
                9,
                "advance",
                "less advance",
                "advance paid",
                "advance received",
                "deposit",
                "less deposit",
                "deposit paid",
                "amount deposited",
                "advance amount",
                "paid earlier",
                "total advance",
                "अग्रिम");
        add(
                all,
                Meaning.OTHER_AMOUNT,
                9,
                "sub total",
                "subtotal",
                "sub tot",
                "discount",
                "less discount",
                "disc",
                "disc amt",
                "concession",
                "less concession",
                "total discount",
                "discount amount",
                "cgst",
                "sgst",
                "igst",
                "total gst",
                "total tax",
                "tax amount",
                "tax",
                "gst amount",
                "total gst amount",
                "taxable value",
                "taxable amount",
                "total taxable value",
                "total taxable amount",
                "total taxable",
                "round off",
                "rounding off",
                "rounded off",
                "rounding",
                "roundoff",
                "total mrp",
                "mrp total",
                "mrp",
                "you saved",
                "total savings",
                "savings",
                "you save",
                "balance",
                "balance due",
                "balance amount",
                "balance payable",
                "amount due",
                "due amount",
                "refund",
                "refund amount",
                "change",
                "tendered",
                "cash tendered",
                "amount tendered",
                "total qty",
                "total quantity",
                "total items",
                "no of items",
                "items",
                "total units",
                "qty",
                "scholarship",
                "late fee",
                "previous dues",
                "previous balance",
                "insurance",
                "tpa amount",
                "insurance amount",
                "sponsor amount",
                "net due",
                "outstanding",
                "outstanding amount",
                "total outstanding",
                "less",
                "add",
                "total tests",
                "total days",
                "carried forward",
                "brought forward",
                "c/f",
                "b/f",
                "page total",
                "छूट",
                "शेष राशि",
                "उप योग");
        add(
                all,
                Meaning.IN_WORDS,
                10,
                "in words",
                "amount in words",
                "rupees in words",
                "rs in words",
                "total in words",
                "amt in words",
                "rupees",
                "शब्दों में",
                "राशि शब्दों में");
        add(
                all,
                Meaning.PERSON,
                10,
                "patient name",
                "name of patient",
                "name of the patient",
                "patients name",
                "pt name",
                "patient s name",
                "student name",
                "name of student",
                "name of the student",
                "students name",
                "student s name",
                "candidate name",
                "name of candidate",
                "name of the candidate",
                "name of the child",
                "pupil name",
                "name of pupil",
                "रोगी का नाम",
                "मरीज का नाम",
                "विद्यार्थी का नाम",
                "छात्र का नाम",
                "छात्र/छात्रा का नाम",
                "मरीज़ का नाम");
        add(
                all,
                Meaning.PERSON,
                8,
                "patient",
                "student",
                "received with thanks from",
                "received from",
                "pupil",
                "candidate",
                "रोगी",
                "विद्यार्थी",
                "मरीज",
                "छात्र");
        add(
                all,
                Meaning.PERSON,
                5,
                "name",
                "bill to",
                "billed to",
                "customer name",
                "customer",
                "client name",
                "नाम",
                "mr/mrs/ms");
        add(
                all,
                Meaning.OTHER_NAME,
                9,
                "father name",
                "fathers name",
                "father s name",
                "name of father",
                "mother name",
                "mothers name",
                "mother s name",
                "name of mother",
                "guardian name",
                "guardian",
                "consultant",
                "consultant name",
                "doctor",
                "doctor name",
                "dr name",
                "ref by",
                "referred by",
                "ref by dr",
                "ref doctor",
                "ref dr",
                "referring doctor",
                "prescribed by",
                "treating doctor",
                "address",
                "sponsor",
                "payer",
                "payer name",
                "company",
                "department",
                "dept",
                "speciality",
                "specialty",
                "diagnosis",
                "course",
                "husband name",
                "prepared by",
                "cashier",
                "checked by",
                "authorised signatory",
                "user",
                "operator",
                "s/o",
                "d/o",
                "w/o",
                "c/o",
                "test name",
                "item name",
                "product name",
                "bank name",
                "branch",
                "particulars",
                "description",
                "programme",
                "program",
                "billed by",
                "user name",
                "centre",
                "center",
                "payment mode",
                "mode of payment",
                "mode",
                "pay mode",
                "collected by",
                "relation",
                "category",
                "class name",
                "board",
                "medium",
                "nationality",
                "drawn on",
                "towards",
                "in cash",
                "by cash",
                "पिता का नाम",
                "माता का नाम",
                "पता",
                "डॉक्टर",
                "चिकित्सक");
        return List.copyOf(all);
    }

    private static void add(List<Phrase> all, Meaning meaning, int strength, String... texts) {
        for (String text : texts) {
            all.add(new Phrase(meaning, strength, normal(text)));
        }
    }

    /** Letters and digits only, in lower case. */
    static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            int type = Character.getType(c);
            if (Character.isLetterOrDigit(c)
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK) {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    /** The labels of a line from left to right, none inside another; the longest reading of each place. */
    static List<Hit> in(TextLine line) {
        List<Hit> hits = new ArrayList<>();
        int index = 0;
        while (index < line.words().size()) {
            Hit hit = longestAt(line, index);
            if (hit == null) {
                index++;
            } else {
                hits.add(hit);
                index = hit.to;
            }
        }
        return hits;
    }

    private static @Nullable Hit longestAt(TextLine line, int from) {
        StringBuilder joined = new StringBuilder();
        Hit longest = null;
        int end = Math.min(line.words().size(), from + MOST_WORDS);
        for (int to = from; to < end; to++) {
            String part = normal(line.words().get(to).text());
            if (to > from && gap(line, to)) {
                break;
            }
            if (part.isEmpty()) {
                if (to == from) {
                    break;
                }
                continue;
            }
            joined.append(part);
            Phrase phrase = match(joined.toString());
            if (phrase != null) {
                longest = new Hit(phrase, from, to + 1);
            }
        }
        return longest;
    }

    private static boolean gap(TextLine line, int at) {
        Box before = line.words().get(at - 1).box();
        Box here = line.words().get(at).box();
        return here.left() - before.right() > 2.5 * Math.max(before.height(), here.height());
    }

    private static @Nullable Phrase match(String text) {
        Phrase near = null;
        for (Phrase phrase : PHRASES) {
            if (phrase.text.equals(text)) {
                return phrase;
            }
            if (near == null && isNear(phrase.text, text)) {
                near = phrase;
            }
        }
        return near;
    }

    private static boolean isNear(String phrase, String text) {
        int allowed = phrase.length() >= TWO_WRONG ? 2 : phrase.length() >= ONE_WRONG ? 1 : 0;
        return allowed > 0
                && Math.abs(phrase.length() - text.length()) <= allowed
                && Distance.within(phrase, text, allowed);
    }
}
