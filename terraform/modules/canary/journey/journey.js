// What a member does most: sign in, look at schemes, at the own applications and notices, sign out. Nothing is changed.

const { synthetics } = require('@aws/synthetics-playwright');
const { SSMClient, GetParametersCommand } = require('@aws-sdk/client-ssm');

const address = process.env.ADDRESS;
const patience = 15000;

async function account() {
  const names = [process.env.NUMBER_PARAMETER, process.env.PASSWORD_PARAMETER];
  const answer = await new SSMClient({}).send(new GetParametersCommand({ Names: names, WithDecryption: true }));
  const value = name => answer.Parameters.find(parameter => parameter.Name === name).Value;
  return { number: value(names[0]), password: value(names[1]) };
}

async function open(page, path, wanted) {
  const answer = await page.goto(address + path, { timeout: patience });
  if (!answer.ok()) {
    throw new Error(`${path} answers ${answer.status()}`);
  }
  await page.waitForSelector(wanted, { timeout: patience });
}

exports.handler = async () => {
  const { number, password } = await account();
  const browser = await synthetics.launch();
  const page = await synthetics.newPage(browser);

  try {
    await synthetics.executeStep('sign-in', async () => {
      await open(page, '/sign-in', 'input[name="number"]');
      await page.fill('input[name="number"]', number);
      await page.fill('input[name="password"]', password);
      await page.click('form[action="/sign-in"] button[type="submit"]');
      await page.waitForSelector('form[action="/sign-out"]', { timeout: patience });
    });
    await synthetics.executeStep('schemes', () => open(page, '/schemes', 'main a[href^="/schemes/"]'));
    await synthetics.executeStep('one-scheme', async () => {
      await page.click('main a[href^="/schemes/"] >> nth=0');
      await page.waitForSelector('main h1', { timeout: patience });
    });
    await synthetics.executeStep('applications', () => open(page, '/applications', 'main h1'));
    await synthetics.executeStep('notices', () => open(page, '/inbox', 'main h1'));
    await synthetics.executeStep('sign-out', async () => {
      await page.click('form[action="/sign-out"] button');
      await page.waitForSelector('form[action="/sign-in"]', { timeout: patience });
    });
  } finally {
    await synthetics.close();
  }
};
