package org.ltet.portal.documents.corpus;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ltet.portal.documents.corpus.PrintedBill.Printed;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.fields.Kind;

/** Mark sheets, income and disability certificates and bank proofs of made-up boards, offices and banks. */
public final class PrintedCertificate {

    private static final String[] SUBJECTS = {
        "English", "Hindi", "Mathematics", "Physics", "Chemistry", "Biology", "Economics", "Accountancy", "Sanskrit"
    };

    private final Random random;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<FieldName, String> truth = new EnumMap<>(FieldName.class);
    private final DateTimeFormatter dates;

    private PrintedCertificate(Kind kind, long seed) {
        this.random = new Random(seed * 53 + kind.ordinal());
        this.dates = DateTimeFormatter.ofPattern(
                pick("dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "dd-MMM-yyyy", "dd MMMM yyyy"), Locale.ENGLISH);
        String name = pick("Ramesh", "Lakshmi", "Anil", "Sunita", "Priya", "Vijay", "Deepa", "Joseph", "Kavita") + " "
                + pick("Patil", "Sharma", "Nair", "Reddy", "Singh", "Kulkarni", "Gupta", "Banerjee");
        say("name", FieldName.PERSON, random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT));
        words.put("title", pick("Shri", "Smt.", "Kumari"));
        words.put("father", pick("Mohan Lal", "Suresh Rao", "Abdul Karim", "Govind Prasad"));
        words.put("place", pick("Pune", "Lucknow", "Mysuru", "Bhopal", "Jaipur", "Nashik"));
        words.put("roll", digits(7));
    }

    public static Printed draw(Kind kind, long seed) {
        PrintedCertificate paper = new PrintedCertificate(kind, seed);
        int layout = (int) (seed % 3);
        String body = switch (kind) {
            case MARK_SHEET -> paper.markSheet(layout);
            case INCOME_CERTIFICATE -> paper.income(layout);
            case DISABILITY_CERTIFICATE -> paper.disability(layout);
            case BANK_PROOF -> paper.bankProof(layout);
            default -> throw new IllegalArgumentException(kind.name());
        };
        return new Printed(paper.image(body), paper.truth);
    }

    private String markSheet(int layout) {
        int year = 2010 + random.nextInt(17);
        boolean again = random.nextInt(4) == 0;
        say("year", FieldName.YEAR, Integer.toString(year));
        truth.put(FieldName.ATTEMPT, again ? "2" : "1");
        StringBuilder rows = new StringBuilder();
        int subjects = 5 + random.nextInt(2);
        int sum = 0;
        for (int i = 0; i < subjects; i++) {
            int marks = 36 + random.nextInt(62);
            sum += marks;
            rows.append("<tr><td>").append(100 + i * 7).append("</td><td>").append(SUBJECTS[i]);
            rows.append("</td><td class='n'>100</td><td class='n'>33</td><td class='n'>")
                    .append(marks);
            rows.append("</td></tr>");
        }
        BigDecimal percent =
                BigDecimal.valueOf(sum * 100L).divide(BigDecimal.valueOf(subjects * 100L), 2, RoundingMode.HALF_UP);
        say("percent", FieldName.PERCENTAGE, percent.toPlainString());
        words.put("sum", Integer.toString(sum));
        words.put("most", Integer.toString(subjects * 100));
        words.put("rows", rows.toString());
        words.put("month", pick("March", "April", "October"));
        words.put("attempt", again ? pick("Supplementary", "Compartment") : "Regular");
        words.put("which", again ? "2" : "1");
        return filled(
                switch (layout) {
                    case 0 -> """
                    <p class='c big'>State Board of Secondary Education, {place}</p>
                    <p class='c b'>STATEMENT OF MARKS</p><p class='c'>Higher Secondary Certificate Examination</p>
                    <table class='box'><tr><td>Name of Candidate</td><td>: <b>{name}</b></td><td>Seat No.</td><td>: M{roll}</td></tr>
                    <tr><td>Mother's Name</td><td>: Shanta</td><td>Month and Year of Exam</td><td>: {month} {year}</td></tr>
                    <tr><td>Centre No.</td><td>: 2114</td><td>Category</td><td>: {attempt}</td></tr></table><br/>
                    <table class='grid'><tr class='shade'><th>Code</th><th>Subject</th><th>Max. Marks</th><th>Min.</th><th>Marks Obtained</th></tr>{rows}
                    <tr class='b'><td></td><td>Grand Total</td><td class='n'>{most}</td><td></td><td class='n'>{sum}</td></tr></table>
                    <p>Percentage : <b>{percent}</b></p><p>Result : PASS</p><p class='n'><br/>Divisional Secretary</p>""";
                    case 1 -> """
                    <p class='c big'>University of {place}</p><p class='c small'>(Re-accredited with grade A, 2009-2014)</p>
                    <p class='c b'>GRADE SHEET - B.Sc. (Semester IV) {attempt} Examination, {month} {year}</p>
                    <table><tr><td>Student Name : {name}</td><td class='n'>PRN : 20{roll}</td></tr>
                    <tr><td>College : Government Science College</td><td class='n'>Attempt : {which}</td></tr></table>
                    <table class='lined'><tr><th>Code</th><th>Course</th><th class='n'>Max</th><th class='n'>Min</th><th class='n'>Obtained</th></tr>{rows}
                    </table><p class='line'></p><table><tr><td>Total Marks : {sum} / {most}</td><td class='n'>Percentage : {percent} %</td></tr></table>
                    <p>Result : Pass</p><p class='n'><br/>Controller of Examinations</p>""";
                    default -> """
                    <table class='box'><tr><td class='c'><span class='big'>Council of School Examinations</span><br/>{place}</td></tr></table>
                    <p class='c b'>MARKS STATEMENT CUM CERTIFICATE</p><p class='c'>{attempt} Examination {year}</p>
                    <p>This is to certify that <b>{name}</b>, Roll No. {roll}, son / daughter of {father}, Date of Birth 14-07-1999,
                    has secured the following marks:</p>
                    <table class='grid'><tr><th>Code</th><th>Subject</th><th>Full Marks</th><th>Pass Marks</th><th>Marks Obtained</th></tr>{rows}</table>
                    <table><tr><td>Total : {sum} out of {most}</td><td>Aggregate {percent}%</td><td class='n'>Division: FIRST</td></tr></table>
                    <p><br/>Place: {place}</p><p class='n'>Secretary</p>""";
                });
    }

    private String income(int layout) {
        int income = 24_000 + 500 * random.nextInt(1_100);
        LocalDate issued = LocalDate.of(2026, 10, 31).minusDays(random.nextInt(500));
        BigDecimal amount = BigDecimal.valueOf(income).setScale(2);
        truth.put(FieldName.INCOME, amount.toPlainString());
        say("number", FieldName.CERTIFICATE_NUMBER, pick("RD", "IN/", "26") + digits(8));
        day("issued", FieldName.BILL_DATE, issued);
        day("until", FieldName.VALID_UNTIL, issued.plusYears(1));
        words.put("income", String.format(Locale.of("en", "IN"), "%,d", income) + pick("/-", "", ".00"));
        words.put("said", MadeUpBill.words(income));
        words.put("fields", Integer.toString(income / 3));
        words.put("salary", Integer.toString(income - income / 3));
        return filled(
                switch (layout) {
                    case 0 -> """
                    <p class='c b'>GOVERNMENT OF INDIA STATE<br/>OFFICE OF THE TEHSILDAR, {place}</p><p class='c big'>INCOME CERTIFICATE</p>
                    <table><tr><td>Certificate No. : {number}</td><td class='n'>Date : {issued}</td></tr></table>
                    <p>This is to certify that {title} <b>{name}</b>, son/daughter of Shri {father}, resident of Ward 7, {place}, has an annual
                    family income from all sources of Rs. <b>{income}</b> (Rupees {said} Only).</p>
                    <p>This certificate is valid up to {until}.</p><p class='n'><br/>Tehsildar, {place}</p>""";
                    case 1 -> """
                    <p class='c big'>Revenue Department</p><p class='c b'>Income Certificate</p><table class='grid'>
                    <tr><td>Certificate Number</td><td>{number}</td></tr><tr><td>Name of Applicant</td><td>{name}</td></tr>
                    <tr><td>Father's Name</td><td>{father}</td></tr><tr><td>Date of Birth</td><td>03/05/1981</td></tr>
                    <tr><td>Income from agriculture</td><td>{fields}</td></tr><tr><td>Income from salary</td><td>{salary}</td></tr>
                    <tr><td>Annual Income (Rs.)</td><td><b>{income}</b></td></tr><tr><td>Annual Income (in words)</td><td>{said} Only</td></tr>
                    <tr><td>Date of Issue</td><td>{issued}</td></tr><tr><td>Valid till</td><td>{until}</td></tr></table>
                    <p class='small'>Digitally signed. Verify at example.gov.in with the number above.</p>""";
                    default -> """
                    <p class='n'>No. 5523/2026<br/>Dated: {issued}</p><p class='c big'>ANNUAL INCOME CERTIFICATE</p>
                    <p>Application No : {number}</p><p>Name of the applicant : {name}</p>
                    <p>On the basis of the report of the Patwari and an affidavit, the total annual income of the family of the applicant,
                    residing at Shivaji Nagar, {place}, is Rs. {income} for the year 2025-2026.</p>
                    <p>Validity: valid until {until}</p><p class='n'>Sub Divisional Officer (Revenue)</p>""";
                });
    }

    private String disability(int layout) {
        int percent = 40 + random.nextInt(56);
        LocalDate issued = LocalDate.of(2026, 9, 30).minusDays(random.nextInt(2_000));
        say("percent", FieldName.PERCENTAGE, Integer.toString(percent));
        say("number", FieldName.CERTIFICATE_NUMBER, pick("MH", "UP", "KA") + digits(14));
        day("issued", FieldName.BILL_DATE, issued);
        words.put("said", MadeUpBill.words(percent));
        words.put("kind", pick("Locomotor Disability", "Hearing Impairment", "Low Vision", "Cerebral Palsy"));
        words.put("age", Integer.toString(12 + random.nextInt(60)));
        if (layout > 0) {
            day("until", FieldName.VALID_UNTIL, issued.plusYears(5 + random.nextInt(5)));
        }
        return filled(
                switch (layout) {
                    case 0 -> """
                    <p class='c big'>Form V</p><p class='c b'>Disability Certificate<br/>District Hospital, {place}</p>
                    <table><tr><td>Certificate No. {number}</td><td class='n'>Date: {issued}</td></tr></table>
                    <p>This is to certify that I have carefully examined {title} <b>{name}</b>, son/wife/daughter of Shri {father}, Date of
                    Birth 11/02/1990, Age {age} years, permanent resident of House No. 84, {place}, and am satisfied that he/she is a
                    case of {kind}. He/she has <b>{percent}%</b> (in figure) {said} percent (in words) permanent disability in relation
                    to his/her body as per guidelines (of 2018).</p><p class='n'>Medical Authority</p>""";
                    case 1 -> """
                    <p class='c b'>Department of Empowerment of Persons with Disabilities</p><table class='box'>
                    <tr><td colspan='2' class='c big'>Unique Disability ID</td></tr><tr><td>UDID No</td><td>: <b>{number}</b></td></tr>
                    <tr><td>Name</td><td>: {name}</td></tr><tr><td>Year of Birth</td><td>: 1990</td></tr>
                    <tr><td>Disability Type</td><td>: {kind}</td></tr><tr><td>% of Disability</td><td>: <b>{percent}%</b></td></tr>
                    <tr><td>Date of Issue</td><td>: {issued}</td></tr><tr><td>Valid Upto</td><td>: {until}</td></tr></table>""";
                    default -> """
                    <p class='c big'>{place} District Medical Board</p><p class='c b'>CERTIFICATE OF DISABILITY</p><table class='grid'>
                    <tr><td>Certificate Number</td><td>{number}</td><td>Date of Issue</td><td>{issued}</td></tr>
                    <tr><td>Name of the person</td><td>{name}</td><td>Age / Sex</td><td>{age} / F</td></tr>
                    <tr><td>Nature of disability</td><td>{kind}</td><td>Percentage of disability</td><td>{percent} percent</td></tr>
                    <tr><td>Likely to improve</td><td>No</td><td>Valid until</td><td>{until}</td></tr></table>
                    <p>Signature of members of the Medical Board</p>""";
                });
    }

    private String bankProof(int layout) {
        say(
                "ifsc",
                FieldName.IFSC,
                pick("SBIN", "HDFC", "BKID", "UTIB", "PUNB") + "0" + pick("0", "1", "A") + digits(5));
        say("account", FieldName.ACCOUNT, (1 + random.nextInt(9)) + digits(9 + random.nextInt(7)));
        words.put("cif", "8" + digits(10));
        words.put("micr", "4110" + digits(5));
        words.put("bank", pick("National Bank of Commerce", "Deccan Bank Limited", "Bank of the Plains"));
        return filled(
                switch (layout) {
                    case 0 -> """
                    <p class='big'>{bank}</p><p>{place} Main Branch, Station Road</p><p class='c b'>SAVINGS BANK PASS BOOK</p><table>
                    <tr><td>Account No.</td><td>: {account}</td><td>CIF No.</td><td>: {cif}</td></tr>
                    <tr><td>Name</td><td>: {name}</td><td>Date of Issue</td><td>: 12/04/2019</td></tr>
                    <tr><td>IFSC</td><td>: {ifsc}</td><td>MICR Code</td><td>: {micr}</td></tr>
                    <tr><td>Mobile</td><td>: 9822012345</td><td>Nominee</td><td>: Yes</td></tr></table>
                    <p class='line'></p><p class='small'>Branch phone 020-25530011</p>""";
                    case 1 -> """
                    <table class='box'><tr><td class='big'>{bank}</td><td class='n'>Date ____________</td></tr>
                    <tr><td>{place} Branch<br/>RTGS / NEFT IFSC Code : {ifsc}</td><td class='n'>Valid for three months only</td></tr>
                    <tr><td colspan='2'><br/>Pay ______________________________ or Bearer</td></tr><tr><td colspan='2'>Rupees ____________________ CANCELLED</td></tr>
                    <tr><td>A/c No. {account}</td><td class='n'>For {name}</td></tr>
                    <tr><td colspan='2' class='c'>445566 {micr} 31</td></tr></table>""";
                    default -> """
                    <p class='big c'>{bank}</p><p class='c'>Statement of Account from 01/04/2026 to 30/09/2026</p><table class='grid'>
                    <tr><td>Customer Name</td><td>{name}</td></tr><tr><td>Account Number</td><td>{account}</td></tr>
                    <tr><td>Account Type</td><td>Savings</td></tr><tr><td>Customer ID</td><td>{cif}</td></tr>
                    <tr><td>IFSC Code</td><td>{ifsc}</td></tr></table><table class='lined'><tr><th>Date</th><th>Details</th><th class='n'>Balance</th></tr>
                    <tr><td>02/04/2026</td><td>UPI/609211234567/Grocer</td><td class='n'>18,204.50</td></tr>
                    <tr><td>30/04/2026</td><td>NEFT SALARY N123456789012</td><td class='n'>71,420.50</td></tr></table>""";
                });
    }

    private String filled(String template) {
        String filled = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private void say(String word, FieldName field, String value) {
        words.put(word, value);
        truth.put(field, value);
    }

    private void day(String word, FieldName field, LocalDate day) {
        words.put(word, dates.format(day));
        truth.put(field, day.toString());
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private BufferedImage image(String body) {
        return PrintedPage.image(
                body,
                "A4",
                "15mm",
                pick("'Noto Sans'", "sans-serif", "'Serif Face', 'Noto Sans'"),
                pick("10pt", "11pt", "12pt"));
    }
}
